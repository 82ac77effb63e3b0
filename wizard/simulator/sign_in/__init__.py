"""Signing in with Identity Center: sso-oidc, the portal, and a login page that a person or a test can answer."""
