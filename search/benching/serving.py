"""What the server does with many visitors at once: requests a second, how long each waits, and what one costs.

The server, its database and those who ask share the machine, so a second figure says what it could be: processor time.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from django.conf import settings

HOST = "127.0.0.1"
# Of four that are kept all might fall to one worker.
VISITORS = 8
# Without a copy nginx asks for a plain page, and packs it itself.
PACKED, PLAIN = "gzip", "identity"
PATIENCE = 60
TIMEOUT = 30
# What nginx says of its copy, in the benches alone.
KEPT, NOT_KEPT = "X-Kept", {"", "MISS", "EXPIRED", "BYPASS"}
LAST_CHUNK = b"\r\n0\r\n\r\n"


@dataclass
class Answers:
    """How long each took, by what it was."""

    seconds: list[float] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)
    statuses: dict[int, int] = field(default_factory=dict)
    kept: int = 0
    took: float = 0

    @property
    def rate(self) -> float:
        return len(self.seconds) / self.took

    def wait(self, share: float) -> float:
        """Milliseconds within which such a share of them was answered."""
        waits = sorted(self.seconds)
        return waits[min(len(waits) - 1, int(len(waits) * share))] * 1000

    @property
    def kept_share(self) -> float:
        """Of how many the page cache in front had a copy."""
        return self.kept / len(self.seconds)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds) * 1000


@contextmanager
def server(port: int, workers: int, **environment: str) -> Iterator[int]:
    """The portal as it is deployed, but for the environment, for the while; gives the id of its process."""
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", f"--bind={HOST}:{port}", f"--workers={workers}"]
    options = ["--threads=4", "--log-level=warning", "--graceful-timeout=3"]
    with running([*command, *options], port, environment) as pid:
        yield pid


@contextmanager
def front(port: int, behind: int, var: Path | None = None) -> Iterator[int]:
    """nginx with the page cache of `docs/deploy` and the portal's files, for the while; gives the id of its process."""
    with tempfile.TemporaryDirectory() as place:
        written = Path(place) / "nginx.conf"
        written.write_text(configuration(place, port, behind, var or settings.VAR_DIR), encoding="utf-8")
        with running([shutil.which("nginx"), "-e", "stderr", "-p", place, "-c", written], port) as pid:
            yield pid


@contextmanager
def running(command: list, port: int, environment: dict[str, str] | None = None) -> Iterator[int]:
    """From its first answer on, for the while."""
    process = subprocess.Popen(command, env={**os.environ, **(environment or {})})  # noqa: S603
    try:
        wait_for(port)
        yield process.pid
    finally:
        process.terminate()
        process.wait(PATIENCE)


def configuration(place: str, port: int, behind: int, var: Path) -> str:
    """What is deployed, but for the addresses, the certificate and where it writes."""
    deployed = (settings.BASE_DIR / "docs" / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for old, new in {
        "/var/cache/nginx/portal": f"{place}/kept",
        "/srv/portal/var": f"{var}",
        "listen 80;\n    listen [::]:80;": f"listen unix:{place}/plain;",
        "listen 443 ssl http2;\n    listen [::]:443 ssl http2;": f"listen {HOST}:{port};",
        "access_log /var/log/nginx/portal.log portal;": "",
        "error_log /var/log/nginx/portal-error.log crit;": "",
        "http://127.0.0.1:8000": f"http://{HOST}:{behind}",
        "proxy_cache portal;": f"proxy_cache portal; add_header {KEPT} $upstream_cache_status;",
    }.items():
        if old not in deployed:
            raise ValueError(f"docs/deploy/nginx.conf has no {old!r}")
        deployed = deployed.replace(old, new)
    scratch = "".join(
        f"{name}_temp_path {place}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # Started by root, its workers would be somebody who may not read the place.
    user = "" if os.getuid() else "user root;"
    return (
        f"{user} daemon off; worker_processes 1; pid {place}/pid;\nevents {{}}\n"
        f"http {{ access_log off; error_log stderr; keepalive_requests 1000000;\n{scratch}{deployed}}}\n"
    )


def wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            return Visitor(port).get("/health/live")
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"no server at port {port}")


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind((HOST, 0))
        return asked.getsockname()[1]


class Visitor:
    """One connection that is kept. It does as little as it can: its own work is taken from the server's."""

    def __init__(self, port: int):
        self.socket = socket.create_connection((HOST, port), TIMEOUT)

    def get(self, path: str, tag: str = "", encoding: str = PACKED) -> tuple[int, str, bool]:
        """The status and the tag of the answer, which is read to its end, and whether it was a kept one."""
        condition = f"If-None-Match: {tag}\r\n" if tag else ""
        fields = f"Host: localhost\r\nAccept-Encoding: {encoding}\r\n{condition}"
        self.socket.sendall(f"GET {path} HTTP/1.1\r\n{fields}\r\n".encode())
        head, _, body = self.until(b"\r\n\r\n").partition(b"\r\n\r\n")
        lines = [line.partition(b": ") for line in head.split(b"\r\n")]
        fields = {name.lower(): value for name, _, value in lines[1:]}
        status = int(lines[0][0].split()[1])
        if b"transfer-encoding" in fields:
            while not body.endswith(LAST_CHUNK):
                body += self.received()
        else:
            left = 0 if status == 304 else int(fields[b"content-length"]) - len(body)
            while left > 0:
                left -= len(self.received())
        kept = fields.get(KEPT.lower().encode(), b"").decode()
        return status, fields.get(b"etag", b"").decode(), kept not in NOT_KEPT

    def until(self, end: bytes) -> bytes:
        data = b""
        while end not in data:
            data += self.received()
        return data

    def received(self) -> bytes:
        data = self.socket.recv(1 << 16)
        if not data:
            raise ConnectionError("the server closed the connection")
        return data


def asked(
    port: int, paths: list[str], requests: int, tags: dict[str, str] | None = None, encoding: str = PACKED
) -> Answers:
    """So many requests by a few visitors at once, the paths in turn; `tags` are of answers that they have already."""
    found, numbers, lock = Answers(), count(), threading.Lock()

    def visit() -> None:
        visitor = Visitor(port)
        while (number := next(numbers)) < requests:
            path = paths[number % len(paths)]
            start = time.perf_counter()
            status, tag, is_kept = visitor.get(path, (tags or {}).get(path, ""), encoding)
            with lock:
                found.seconds.append(time.perf_counter() - start)
                found.tags[path] = tag
                found.kept += is_kept
                found.statuses[status] = found.statuses.get(status, 0) + 1

    visitors = [threading.Thread(target=visit) for _each in range(VISITORS)]
    found.took = timed(lambda: [[each.start() for each in visitors], [each.join() for each in visitors]])
    return found


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
