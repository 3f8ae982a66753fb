"""Values and rules of practice. Standard library and fsrs only; `now` is always handed in."""
