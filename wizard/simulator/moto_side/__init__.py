"""What moto does: IAM's objects in every account, and every service that has no room of its own, over WSGI."""
