"""What `manage.py check` asks beyond Django's own questions."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections

from portal.postgres.server import why_unfit


@register(Tags.security, deploy=True)
def letters_leave_the_machine(app_configs, **options) -> list[Warning]:
    if settings.EMAIL_BACKEND != "django.core.mail.backends.console.EmailBackend":
        return []
    said = "Letters to editors are written to the log, with their addresses and links."
    return [Warning(said, hint="Set EMAIL_URL.", id="portal.W001")]


@register(Tags.database)
def database_is_fit(app_configs, databases=None, **options) -> list[Error]:
    """Asked by `migrate`, which goes no further, and by `check --database default`."""
    return [
        Error(said, hint=hint, id="portal.E001")
        for alias in databases or ()
        for said, hint in why_unfit(connections[alias]).items()
    ]
