"""Whether a link within the portal leads somewhere: by what the portal itself answers, without a network."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from django.core.handlers.base import BaseHandler
from django.http.request import validate_host
from django.test import RequestFactory
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from editorial.links import Kind, Link
from editorial.models import BrokenLink
from portal.pages import public

Fault = BrokenLink.Fault
# What needs a sign-in or counts its readers is not opened.
UNOPENED = ("/admin/", "/documents/")


class Portal:
    """What there is to be linked to, read once, and the portal's own way to answer."""

    def __init__(self):
        pages = Page.objects.all()
        self.pages, self.public = numbers(pages), numbers(public(pages))
        self.documents = numbers(get_document_model().objects.all())
        names = list(Site.objects.values_list("hostname", flat=True))
        known = [name for name in (*names, *settings.ALLOWED_HOSTS) if validate_host(name, settings.ALLOWED_HOSTS)]
        self.hosts, self.host = {*names, *known}, known[0] if known else "localhost"
        self.handler = BaseHandler()
        self.handler.load_middleware()
        self.answered: dict[str, tuple[str, str]] = {}

    def is_own(self, address: str) -> bool:
        return (urlsplit(address).hostname or self.host) in self.hosts

    def fault(self, link: Link) -> tuple[str, str]:
        """What is wrong with it and what the portal said; two empty texts if nothing is."""
        if link.kind is Kind.PAGE:
            return self.fault_of_page(link.target), ""
        if link.kind is Kind.DOCUMENT:
            return ("" if link.target in self.documents else Fault.FILE), ""
        path = urlsplit(link.target).path or "/"
        if path not in self.answered:
            self.answered[path] = self.fault_of_path(path)
        return self.answered[path]

    def fault_of_page(self, number: str) -> str:
        if number in self.public:
            return ""
        return Fault.HIDDEN if number in self.pages else Fault.MISSING

    def fault_of_path(self, path: str) -> tuple[str, str]:
        for root, storage in ((settings.MEDIA_URL, default_storage), (settings.STATIC_URL, staticfiles_storage)):
            if path.startswith(root):
                return ("" if storage.exists(path.removeprefix(root)) else Fault.FILE), ""
        if path.startswith(UNOPENED):
            number = path.removeprefix("/documents/").partition("/")[0]
            gone = path.startswith("/documents/") and number not in self.documents
            return (Fault.FILE if gone else ""), ""
        return self.judged(self.answer(path))

    def answer(self, path: str):
        request = RequestFactory(SERVER_NAME=self.host).head(path, secure=settings.SECURE_SSL_REDIRECT)
        return self.handler.get_response(request)

    @staticmethod
    def judged(response) -> tuple[str, str]:
        status, said = response.status_code, str(response.status_code)
        if status >= 500:
            return Fault.ERROR, said
        if status in (404, 410):
            return Fault.MISSING, said
        closed = response.get("Location", "").startswith(settings.WAGTAIL_FRONTEND_LOGIN_URL)
        return (Fault.HIDDEN, said) if closed else ("", "")


def numbers(records: Iterable) -> set[str]:
    return {str(pk) for pk in records.values_list("pk", flat=True)}
