"""The nine pages, one module each."""
