"""`manage.py db_worker`: do the work that pages put off. What it logs is for the settings to say."""

from django_tasks_db.management.commands import db_worker


class Command(db_worker.Command):
    def configure_logging(self, verbosity: int) -> None:
        """Two lines for each page saved say nothing that a failure would not say."""
