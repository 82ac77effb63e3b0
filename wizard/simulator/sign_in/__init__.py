"""How people sign in: the OIDC service, its login page, the access portal and the console's sign-in service."""
