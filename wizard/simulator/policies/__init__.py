"""Policies: documents, conditions, and the decision whether a principal may do something (R36, R37, R39, R41)."""
