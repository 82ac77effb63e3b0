"""The vendors' own APIs, one adapter each; which there is, a provider's folder name says."""
