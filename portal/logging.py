"""What keeps personal data out of the logs."""

import logging
import re

QUERY = re.compile(r"\?\S*")


class Impersonal(logging.Filter):
    """Drop what can name a person: the request with its address, user and body; what an address says after «?»."""

    def filter(self, record: logging.LogRecord) -> bool:
        for name in ("request", "server_time"):
            record.__dict__.pop(name, None)
        if record.name == "django.server" and isinstance(record.args, tuple):
            record.args = tuple(QUERY.sub("", each) if isinstance(each, str) else each for each in record.args)
        return True
