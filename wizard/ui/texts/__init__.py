"""The words of the window: a sentence for every message key, in the language of the window."""
