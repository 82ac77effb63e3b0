"""Which proxy an address is asked through: the environment's, or the system's, as botocore itself decides."""

from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy.

    scheme:   how the proxy itself is spoken to, "http" or "https"
    user:     name and password as `Proxy-Authorization` wants them, never shown; empty where none are set
    """

    scheme: str
    host: str
    port: int
    user: str = ""

    def __repr__(self) -> str:
        return f"Proxy({self.address})"

    @property
    def address(self) -> str:
        """Give where it is, without its password."""
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def headers(self) -> dict[str, str]:
        """Give what the request for a tunnel carries."""
        if not self.user:
            return {}
        return {"Proxy-Authorization": "Basic " + b64encode(self.user.encode()).decode("ascii")}


def proxy_for(url: str) -> Proxy | None:
    """Give the proxy for an address, from HTTPS_PROXY, NO_PROXY and the like, or the system's settings.

    None where there is none, or the address is an exception. Raises ValueError where what is set is no address.
    """
    parts = urlsplit(url)
    if proxy_bypass(parts.netloc):
        return None
    settings = getproxies()
    configured = settings.get(parts.scheme) or settings.get("all", "")
    return parse_proxy(configured) if configured else None


def parse_proxy(text: str) -> Proxy:
    """Understand a proxy's address, with or without its scheme. Raises ValueError where it is none."""
    parts = urlsplit(text if "://" in text else f"http://{text}")
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError(f"The proxy is set to {_without_password(text)}, which is not an address of a proxy.")
    user = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else ""
    return Proxy(parts.scheme, parts.hostname, parts.port or _PORTS[parts.scheme], user)


def _without_password(text: str) -> str:
    return text.rpartition("@")[2]
