"""Practice sheets: laid out on paper, and written as PDF."""
