"""The parts that pages are built of. They are dressed by the style sheet and need no theme object."""
