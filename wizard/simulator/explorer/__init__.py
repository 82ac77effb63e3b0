"""Resource Explorer's indexes and views, and Quick Setup, which spreads them over an organization (R43)."""
