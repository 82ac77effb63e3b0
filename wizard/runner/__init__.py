"""Runs a plan: journal, retry, pause, stop, resume, undo. Knows operations by their protocol alone."""
