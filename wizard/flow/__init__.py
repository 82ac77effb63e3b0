"""The wizard without a window: which page follows which, what a page collects, when it is complete."""
