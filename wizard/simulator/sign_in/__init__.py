"""Signing in: Identity Center (sso-oidc and the portal), console login (signin), and the pages a browser sees."""
