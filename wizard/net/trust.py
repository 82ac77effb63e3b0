"""Which certificates are trusted: those of the operating system, where companies put their own, and a named file."""

import ssl


def client_context(ca_bundle: str = "") -> ssl.SSLContext:
    """Give a context that verifies servers against what the operating system trusts.

    ca_bundle: a file of certificates that are trusted besides the system's. Raises OSError where it cannot be read.
    """
    # Loaded when first needed: a window that is only looked at makes no connection.
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_bundle:
        context.load_verify_locations(ca_bundle)
    return context
