"""What keeps personal data out of the logs."""

import logging


class Impersonal(logging.Filter):
    """Drop what Django attaches to a record that can name a person: the request with its address, user and body."""

    def filter(self, record: logging.LogRecord) -> bool:
        for name in ("request", "server_time"):
            record.__dict__.pop(name, None)
        return True
