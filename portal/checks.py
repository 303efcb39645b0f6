"""What `manage.py check --deploy` asks beyond Django's own questions."""

from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def letters_leave_the_machine(app_configs, **options) -> list[Warning]:
    if settings.EMAIL_BACKEND != "django.core.mail.backends.console.EmailBackend":
        return []
    said = "Letters to editors are written to the log, with their addresses and links."
    return [Warning(said, hint="Set EMAIL_URL.", id="portal.W001")]
