"""Whether another site answers at an address.

A link is what an editor typed, and could name a machine behind the wall: only addresses of the open Internet are asked.
The host is looked up once, and the connection goes to the very address that was looked at.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urljoin, urlsplit

# Of each step: looking for the host, connecting, waiting for the first line.
SECONDS = 5
# Of a link with all its redirects, however slowly a site drips its answer.
MOST_SECONDS = 15
MOST_REDIRECTS = 3
PORTS = (80, 443)
KINDS = {"https": http.client.HTTPSConnection, "http": http.client.HTTPConnection}
# Of IPv6, what the Internet uses. Elsewhere stand old and translated forms that may mean a machine of an inner network.
HANDED_OUT = ipaddress.ip_network("2000::/3")
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
    until = time.monotonic() + MOST_SECONDS
    for _turn in range(MOST_REDIRECTS + 1):
        status, onward = ask(address, until)
        if status not in REDIRECTS or not onward:
            return status
        address = urljoin(address, onward)
    raise Refused("redirects")


def ask(address: str, until: float) -> tuple[int, str]:
    parts = urlsplit(address)
    if parts.scheme not in KINDS or not parts.hostname or parts.username:
        raise Refused("address")
    port = parts.port or KINDS[parts.scheme].default_port
    if port not in PORTS:
        raise Refused("port")
    connection = KINDS[parts.scheme](parts.hostname, port, timeout=SECONDS)
    place = public_address(parts.hostname, port)
    try:
        with broken_off(connection, until):
            connect(connection, place, port)
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("HEAD", target, headers={"User-Agent": AGENT})
            response = connection.getresponse()
            return response.status, response.headers.get("Location", "")
    finally:
        connection.close()


@contextmanager
def broken_off(connection: http.client.HTTPConnection, until: float) -> Iterator[None]:
    """A site that is not done by then is not waited for: each byte of it would begin the patience anew."""
    is_late = threading.Event()

    def break_off():
        is_late.set()
        if connection.sock:
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    timer = threading.Timer(max(until - time.monotonic(), 0), break_off)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException, ValueError):
        if is_late.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
    if is_late.is_set():
        raise TimeoutError


def looked_up(host: str, port: int) -> list[str]:
    """The system's own look-up knows no deadline, so it is left behind when it takes too long."""
    found: list[str] = []
    faults: list[OSError] = []

    def look():
        try:
            found.extend(entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except OSError as error:
            faults.append(error)

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    looking.join(SECONDS)
    if looking.is_alive():
        raise TimeoutError
    if faults:
        raise faults[0]
    return found


def public_address(host: str, port: int) -> str:
    """Of the host's addresses the first, if all of them are of the open Internet."""
    found = looked_up(host, port)
    if not found or not all(is_public(each) for each in found):
        raise Refused("private")
    return found[0]


def is_public(address: str) -> bool:
    known = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(known, "ipv4_mapped", None) or getattr(known, "sixtofour", None) or known
    is_handed_out = known.version == 4 or known in HANDED_OUT
    return is_handed_out and known.is_global and inner.is_global and not inner.is_multicast


def connect(connection: http.client.HTTPConnection, address: str, port: int) -> None:
    """To that very address, under the name of the host."""
    connection.sock = socket.create_connection((address, port), SECONDS)
    if isinstance(connection, http.client.HTTPSConnection):
        safe, plain = ssl.create_default_context(), connection.sock
        connection.sock = safe.wrap_socket(plain, server_hostname=connection.host, do_handshake_on_connect=False)
        connection.sock.do_handshake()
