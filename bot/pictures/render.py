"""SVG to PNG with the bundled fonts; as a program, from standard input to standard output.

It runs in a process of its own, because a drawing takes 0.2–0.7 s, through which the renderer
would hold up everything else in the process. So it imports nothing but the renderer.
"""

from __future__ import annotations

import sys
from pathlib import Path

import resvg_py

_FONTS = sorted(str(font) for font in (Path(__file__).parent / "fonts").glob("*.ttf"))


def render_png(svg: str, width: int) -> bytes:
    """Return the drawing as a PNG of `width` pixels, in the proportions of the drawing.

    The same drawing gives the same bytes on any machine: no font but the bundled Inter is used,
    and text in another family is left out. Raises ValueError for what is no SVG.
    """
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        background="#ffffff",  # Telegram makes photos JPEGs, where clear corners turn black
        skip_system_fonts=True,
        font_files=_FONTS,
    )


def main() -> None:
    """Render the drawing on standard input to the width given as the only argument."""
    try:
        png = render_png(sys.stdin.buffer.read().decode("utf-8"), int(sys.argv[1]))
    except ValueError as fault:
        sys.exit(str(fault))
    sys.stdout.buffer.write(png)


if __name__ == "__main__":
    main()
