"""`manage.py db_worker`: do the work that pages put off, publish what is due, and take up what dead workers have left.

What it logs is for the settings.
"""

from django_tasks_db.management.commands import db_worker

from portal.scheduling import keep_time
from portal.workers import stand


class Command(db_worker.Command):
    def configure_logging(self, verbosity: int) -> None:
        """Two lines for each page saved say nothing that a failure would not say."""

    def handle(self, *args, **options):
        stand(options["worker_id"])
        if not options["batch"]:
            keep_time()
        super().handle(*args, **options)
