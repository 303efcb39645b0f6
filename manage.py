#!/usr/bin/env python
"""Django's command line. Needs DATABASE_URL and SECRET_KEY; `python -m portal.local` supplies both."""

import os
import sys


def main(arguments: list[str]) -> None:
    """What an administrator can mend is said without a traceback: a variable not set, a database that is away."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(arguments)
    except ImproperlyConfigured as error:
        sys.exit(f"The environment is not as the portal needs it (README, «Deploy»): {error}")
    except OperationalError:
        from django.db import connection

        from portal.postgres.server import why_unreachable

        if why := why_unreachable(connection):
            sys.exit(why)
        raise


if __name__ == "__main__":
    main(sys.argv)
