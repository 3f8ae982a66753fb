"""Drawings in a row as a film: a silent MP4 that loops without a seam.

The same drawings give the same bytes: one thread encodes, and nothing tells when or where.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import av
from PIL import Image

from bot.pictures.render import render_png

WIDTH = 640  # pixels
FRAMES_A_SECOND = 12
_CODEC = {
    "preset": "slow",
    "tune": "animation",
    "crf": "24",
    "threads": "1",
    "x264-params": "keyint=60:min-keyint=12:threads=1:sliced-threads=0",
    "flags": "+bitexact",
}
_CONTAINER = {"movflags": "+faststart", "fflags": "+bitexact"}


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame as SVG; while one drawing fades into the next, the part (0–1) of the latter."""

    svg: str
    into: str = ""
    part: float = 0.0


def film(frames: Iterable[Frame], width: int = WIDTH) -> bytes:
    """Return frames as MP4 (H.264), FRAMES_A_SECOND of them a second, `width` pixels wide.

    Raises ValueError for a frame that is no SVG, and where there is none at all.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder) / "film.mp4"  # what a player needs first is moved there at the end
        with av.open(str(file), "w", format="mp4", options=_CONTAINER) as container:
            _encode(container, _images(frames, width))
        return file.read_bytes()


def _encode(container: av.container.OutputContainer, images: Iterator[Image.Image]) -> None:
    first = next(images, None)
    if first is None:
        raise ValueError("a film needs a frame")
    stream = container.add_stream("libx264", rate=FRAMES_A_SECOND, options=_CODEC)
    stream.width, stream.height = first.size
    stream.pix_fmt = "yuv420p"
    stream.codec_context.time_base = Fraction(1, FRAMES_A_SECOND)
    stream.codec_context.thread_count = 1
    for number, image in enumerate(_all(first, images)):
        frame = av.VideoFrame.from_bytes(image.tobytes(), *image.size, format="rgba")
        frame.pts = number
        container.mux(stream.encode(frame))
    container.mux(stream.encode())


def _all(first: Image.Image, rest: Iterator[Image.Image]) -> Iterator[Image.Image]:
    yield first
    yield from rest


def _images(frames: Iterable[Frame], width: int) -> Iterator[Image.Image]:
    """Yield the frames as pixels; a drawing that was in the frame before is not rendered again."""
    rendered: dict[str, Image.Image] = {}
    for frame in frames:
        wanted = [svg for svg in (frame.svg, frame.into) if svg]
        rendered = {svg: rendered.get(svg) or _image(svg, width) for svg in wanted}
        image = rendered[frame.svg]
        yield Image.blend(image, rendered[frame.into], frame.part) if frame.into else image


def _image(svg: str, width: int) -> Image.Image:
    """Return a drawing as pixels, without an odd last row: the codec halves both sides."""
    image = Image.open(io.BytesIO(render_png(svg, width))).convert("RGBA")
    return image.crop((0, 0, image.width // 2 * 2, image.height // 2 * 2))
