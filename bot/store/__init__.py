"""What is kept: tables, units of work, and the mapping between rows and values."""
