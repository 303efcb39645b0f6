"""`make demo`: bring the database and the files up to date, then serve."""

import io
import os
import secrets
import sys
from contextlib import redirect_stdout
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cabinets.demo import USERNAME, make_cabinet
from home import demo_site
from measures.models import Programme
from measures.reports.demo import USERNAME as EXECUTOR
from measures.reports.demo import make_executor
from portal.together import run_together

ADMIN = "admin"


def kept_password(name: str) -> str:
    """Generated once and kept beside the database; there is no password that is the same for all."""
    kept = Path(settings.VAR_DIR) / name
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(12))
    return kept.read_text()


class Command(BaseCommand):
    help = "Migrate, load the demo data into an empty database, and serve the portal on loopback."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--reload", action="store_true", help="DEBUG server that reloads with the code")
        parser.add_argument("--prepare-only", action="store_true", help="do all but serve")

    def handle(self, *args, port, reload, prepare_only, **options):
        self.migrate()
        self.load()
        password = self.ensure_admin()
        if not reload:
            call_command("collectstatic", interactive=False, verbosity=0)
        self.announce(port, password)
        if prepare_only:
            return
        sys.stdout.flush()
        connection.close()
        self.serve(port, reload)

    def migrate(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database ...")
            call_command("migrate", interactive=False, verbosity=0)

    def load(self):
        """Fill an empty database; one that is in use is left as its editors made it."""
        if not Programme.objects.exists():
            self.stdout.write("Loading the demo data ...")
            call_command("load_demo", stdout=self.stdout)

    def ensure_admin(self) -> str:
        """Create the administrator on the first run; the generated password is kept beside the database."""
        password = kept_password("admin-password")
        user, created = get_user_model().objects.get_or_create(
            username=ADMIN, defaults={"is_staff": True, "is_superuser": True, "email": "admin@localhost"}
        )
        if created:
            user.set_password(password)
            user.save()
        return password

    def announce(self, port: int, password: str):
        region = demo_site.settle(port)
        second = f"  Its region:  {region}/   another site of the same install\n" if region else ""
        own = kept_password("organisation-password")
        # The letters of the approval go to the console here; nobody starts the demo to read them.
        with redirect_stdout(io.StringIO()):
            made = make_cabinet(own)
            reports = make_executor(kept_password("executor-password"))
        cabinet = f"  A cabinet:   the same page   {USERNAME} / {own}\n" if made else ""
        cabinet += (
            f"  Reports:     the same page   {EXECUTOR} / {kept_password('executor-password')}\n" if reports else ""
        )
        self.stdout.write(
            f"\n  The portal:  http://127.0.0.1:{port}/\n"
            f"{second}"
            f"  The editors: http://127.0.0.1:{port}/admin/   {ADMIN} / {password}\n"
            f"{cabinet}"
            "  Ctrl-C stops it, the database too.\n"
        )

    def serve(self, port: int, reload: bool):
        """The server, and beside it the worker that does what pages put off; printed guides and letters name them."""
        os.environ.setdefault("BASE_URL", f"http://127.0.0.1:{port}")
        worker = [sys.executable, "manage.py", "db_worker", "--no-reload"]
        if reload:
            server = [sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}"]
        else:
            server = [
                sys.executable, "-m", "gunicorn", "portal.wsgi", f"--bind=127.0.0.1:{port}",
                "--workers=2", "--threads=4", "--log-level=warning", "--graceful-timeout=3",
            ]  # fmt: skip
        sys.exit(run_together([server, worker]))
