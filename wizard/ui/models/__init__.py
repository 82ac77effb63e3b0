"""Item models: what lists and trees show."""
