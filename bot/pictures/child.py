"""Work done in a process that ends with it, so that neither the event loop waits nor memory stays
in use."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process


class ChildFailed(Exception):
    """The process gave no answer; the message says why."""


async def answer_of(program: str, *arguments: str, given: bytes, timeout: float) -> bytes:
    """Return what a Python file writes for what it is given; ChildFailed after `timeout` seconds,
    or with the last line of its complaint."""
    # By its path, so that it is found whatever folder we run in; -P keeps that path to itself.
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", program, *arguments), stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    try:
        async with asyncio.timeout(timeout):
            answer, complaint = await process.communicate(given)
    except TimeoutError as late:
        raise ChildFailed(f"not done after {timeout} s") from late
    finally:
        await _end(process)
    if process.returncode != 0:
        lines = complaint.decode(errors="replace").strip().splitlines()
        raise ChildFailed(lines[-1] if lines else f"exit {process.returncode}")
    return answer


async def _end(process: Process) -> None:
    """Leave no process behind, whatever stopped us from waiting for it."""
    if process.returncode is None:
        process.kill()
        await process.wait()
