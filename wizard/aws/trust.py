"""Lets botocore trust what the operating system trusts. Loads botocore: for worker threads."""


def trust_the_system() -> None:
    """Give botocore's clients of this process contexts that know the operating system's certificates; for good.

    botocore brings a list of its own, which no company's inspection certificate stands in, and takes no context from
    outside. The file of AWS_CA_BUNDLE, or of a profile's `ca_bundle`, counts besides, as before.
    """
    import truststore
    from botocore import httpsession

    setattr(httpsession, "SSLContext", truststore.SSLContext)  # noqa: B010 - not public, yet the only way in
