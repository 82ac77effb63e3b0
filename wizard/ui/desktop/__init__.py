"""The windows that are open, and what leads from one to another."""
