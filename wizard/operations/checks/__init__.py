"""The prerequisites, one module each: what must be right before anything is made."""
