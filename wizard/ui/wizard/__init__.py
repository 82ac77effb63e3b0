"""The step-by-step window: its frame, and one view for each page of the flow."""
