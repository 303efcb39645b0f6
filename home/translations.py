"""Whether a translation still says what its original says: an editor is told when the original has moved on."""

import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Page


def original_of(page: Page) -> Page | None:
    """The page in the default language that this one translates."""
    originals = page.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE)
    return originals.exclude(locale=page.locale_id).first()


def behind_since(page: Page) -> tuple[Page, datetime.datetime] | None:
    """The original, and when it was published last, if that was after the translation was worked on."""
    original = original_of(page)
    if original is None or original.last_published_at is None:
        return None
    worked = max(filter(None, [page.latest_revision_created_at, page.last_published_at]), default=None)
    return (original, original.last_published_at) if worked is None or original.last_published_at > worked else None


def tell_if_behind(request: HttpRequest, page: Page) -> None:
    """Beside the form of a translation."""
    if request.method != "GET" or not (found := behind_since(page)):
        return
    original, published = found
    said = _("Оригинал изменили %(day)s, позже этого перевода. Сверьте перевод с ним: %(link)s.")
    link = format_html('<a href="../../{}/edit/">{}</a>', original.pk, original.title)
    day = date_format(localtime(published), "j E Y")
    messages.warning(request, format_html(said.replace("%(day)s", "{}").replace("%(link)s", "{}"), day, link))
