"""What leaves the program: values to paste, code, reports."""
