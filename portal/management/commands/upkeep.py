"""`manage.py upkeep`: what is done every night. One that fails keeps none of the others from their work."""

import logging

from django.core.management import BaseCommand, CommandError, call_command
from django.db import close_old_connections

# In this order: what is due first, letters after the dates they tell of, and the slowest, which asks other sites or
# goes through all examples of the search, last.
NIGHTLY = (
    "publish_scheduled",
    "prune_db_task_results",
    "forget_imports",
    "refresh_freshness",
    "lower_past_events",
    "forget_contacts",
    "forget_questions",
    "forget_usefulness",
    "send_reminders",
    "remind_of_pages",
    "keep_reports",
    "learn",
    "check_links",
)
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do all of the nightly work; tell what failed, and end with an error if anything did."

    def handle(self, *args, **options):
        failed = [name for name in NIGHTLY if not self.is_done(name)]
        if failed:
            raise CommandError(f"{len(failed)} of {len(NIGHTLY)} failed: {', '.join(failed)}")

    def is_done(self, name: str) -> bool:
        self.stdout.write(f"{name} ...")
        try:
            call_command(name, stdout=self.stdout, stderr=self.stderr)
        except (Exception, SystemExit):
            logger.exception("Nightly work failed: %s", name)
            return False
        finally:
            # A connection that broke is not for the next one.
            close_old_connections()
        return True
