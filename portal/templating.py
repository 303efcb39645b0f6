"""The Jinja2 environment of the public pages: what every template may call without asking."""

import functools

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from events import when
from events.gathering import COMING
from home.models.settings import portal_settings
from portal import formatting, languages
from portal.sites import address_of
from sharing.describing import linked_data


def url(name: str, *args, **kwargs) -> str:
    """The address of a named view."""
    return reverse(name, args=args, kwargs=kwargs)


@functools.cache
def translated(message: str, language: str | None) -> Markup:
    """The text in that language, once for the life of the process: catalogues do not change under it."""
    return Markup(translation.gettext(message))  # noqa: S704 (texts of the code's own)


def gettext(message: str, **variables) -> Markup:
    """What templates call `_`: Jinja's own way through two calls in the context costs ten times as much."""
    text = translated(message, translation.get_language())
    return text % variables if "%" in text else text


def environment(**options) -> Environment:
    """Django calls this once; `options` are those of TEMPLATES, with autoescape on."""
    env = Environment(  # noqa: S701 (Django passes autoescape=True)
        **{**options, "undefined": StrictUndefined},
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "wagtail.jinja2tags.core", "wagtail.images.jinja2tags.images"],
    )
    env.install_gettext_callables(
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(
        _=gettext,
        gettext=gettext,
        url=url,
        static=static,
        today=localdate,
        language=translation.get_language,
        helpline=settings.CHILDREN_HELPLINE,
        portal_settings=portal_settings,
        linked_data=linked_data,
        coming_events=COMING,
        when=when,
        address_of=address_of,
        way=languages.way,
        is_foreign=lambda: not languages.is_default(),
    )
    env.filters.update(
        date=formatting.date,
        number=formatting.number,
        phone=formatting.phone,
        rub=formatting.rub,
        rub_short=formatting.rub_short,
    )
    return env
