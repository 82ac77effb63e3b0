"""Runs the main job by itself through the real window, with a picture of every page."""
