"""Geometry checks: what a teacher would find wrong with a stitch."""
