"""Whether another site answers at an address.

A link is what an editor typed, and could name a machine behind the wall: only addresses of the open Internet are asked.
The host is looked up once, and the connection goes to the very address that was looked at.
"""

import http.client
import ipaddress
import socket
import ssl
from urllib.parse import urljoin, urlsplit

# Of each step: looking for the host, connecting, waiting for the first line.
SECONDS = 5
MOST_REDIRECTS = 3
PORTS = (80, 443)
KINDS = {"https": http.client.HTTPSConnection, "http": http.client.HTTPConnection}
REDIRECTS = (301, 302, 303, 307, 308)
# Some sites know no HEAD, some refuse programs: neither means that the page is gone.
GONE = (404, 410)
AGENT = "portal-link-check"


class Refused(Exception):
    """The address is not one that may be asked."""


def fault(address: str) -> str:
    """Why the address does not open; empty if it does."""
    try:
        status = follow(address)
    except Refused as reason:
        return str(reason)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return type(error).__name__
    return str(status) if status in GONE or status >= 500 else ""


def follow(address: str) -> int:
    for _turn in range(MOST_REDIRECTS + 1):
        status, onward = ask(address)
        if status not in REDIRECTS or not onward:
            return status
        address = urljoin(address, onward)
    raise Refused("redirects")


def ask(address: str) -> tuple[int, str]:
    parts = urlsplit(address)
    if parts.scheme not in KINDS or not parts.hostname or parts.username:
        raise Refused("address")
    port = parts.port or KINDS[parts.scheme].default_port
    if port not in PORTS:
        raise Refused("port")
    connection = connect(parts.scheme, parts.hostname, port, public_address(parts.hostname, port))
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("HEAD", target, headers={"User-Agent": AGENT})
        response = connection.getresponse()
        return response.status, response.headers.get("Location", "")
    finally:
        connection.close()


def public_address(host: str, port: int) -> str:
    """Of the host's addresses the first, if all of them are of the open Internet."""
    found = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(is_public(each) for each in found):
        raise Refused("private")
    return found[0]


def is_public(address: str) -> bool:
    known = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(known, "ipv4_mapped", None) or getattr(known, "sixtofour", None) or known
    return known.is_global and inner.is_global and not inner.is_multicast


def connect(scheme: str, host: str, port: int, address: str) -> http.client.HTTPConnection:
    """To that very address, under the name of the host."""
    connection = KINDS[scheme](host, port, timeout=SECONDS)
    plain = socket.create_connection((address, port), SECONDS)
    connection.sock = (
        ssl.create_default_context().wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
    )
    return connection
