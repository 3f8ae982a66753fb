"""Stitches as data: what they are, how they look at each moment, and what may be wrong with one."""
