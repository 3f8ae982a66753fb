"""Thin handlers: decode, one use case, replies. They run inside the transaction."""
