"""The views of the nine pages."""
