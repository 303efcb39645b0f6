#!/usr/bin/env python
"""Django's command line. Needs DATABASE_URL and SECRET_KEY; `python -m portal.local` supplies both."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
