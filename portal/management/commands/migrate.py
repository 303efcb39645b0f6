"""`manage.py migrate`, one at a time: of servers brought up to date together the others wait for the first."""

from django.core.management.commands import migrate
from django.db import connections

# Any number that nothing else of the portal locks by.
LOCK = 7_423_892


class Command(migrate.Command):
    def handle(self, *args, **options):
        # A look at the plan, or whether there is one, changes nothing and waits for nobody.
        if options["plan"] or options["check_unapplied"]:
            return super().handle(*args, **options)
        connection = connections[options["database"]]
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            return super().handle(*args, **options)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
