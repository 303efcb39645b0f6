"""The back office speaks Russian: no English where a person reads it or a screen reader says it."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from tests.admin.subjects import make_subjects

pytestmark = pytest.mark.django_db

SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-w-tooltip-content-value")
UNSEEN = ("script", "style", "template", "svg", "noscript", "[hidden]", "[aria-hidden=true]")
# Names of formats and of languages in themselves; what the test's own records hold; time zones and files.
LATIN = {"CSV", "XLSX", "xlsx", "PDF", "Excel", "URL", "https", "JPEG", "JPG", "PNG", "WEBP", "English", "Wagtail"}
LATIN |= {"ODS", "ODT", "Word", "docx", "pdf"}
# Quarters are written so.
LATIN |= {"II", "III", "IV"}
MADE = {"superuser", "localhost", "source", "reporter", "executor", "navigator"}
# Of the names of sites that the portal's forms give as examples.
HOSTS = r"\b(?:https?://)?[\w-]+(?:\.[\w-]+)*\.(?:ru|example)\b"
FOREIGN_NAMES = r"\b(?:Asia|Europe)/\w+|\bform\w*\.txt"
# What the menu opens beside the records.
LISTS = [
    "wagtailadmin_home",
    "wagtailadmin_account",
    "wagtailadmin_explore_root",
    "wagtailadmin_workflows:index",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:locked_pages",
    "portal_overdue_pages",
    "portal_unfinished",
    "editorial_broken_links",
    "editorial_stale_pages",
    "editorial_undescribed_images",
    "measures_workbooks",
    "returns_list",
    "returns_respondents:index",
    "returns_respondents:add",
    "search_explain",
    "search_leading_nowhere",
    "wagtailadmin_collections:index",
    "wagtailimages:index",
    "wagtailimages:add_multiple",
    "wagtaildocs:index",
    "wagtaildocs:add_multiple",
    "wagtailusers_users:index",
    "wagtailusers_users:add",
    "wagtailusers_groups:index",
]


def english(html: str) -> set[str]:
    """Latin words of the page's texts, of its buttons and of the labels for screen readers."""
    page = BeautifulSoup(html, "html.parser")
    for tag in page.select(", ".join(UNSEEN)):
        tag.decompose()
    labels = [tag[name] for tag in page(True) for name in SPOKEN if tag.get(name)]
    buttons = [tag.get("value", "") for tag in page.select("input[type=submit]")]
    text = re.sub(f"{FOREIGN_NAMES}|{HOSTS}", "", "\n".join([page.get_text("\n"), *labels, *buttons]))
    return set(re.findall(r"[A-Za-z]{2,}", text)) - LATIN - MADE


# Reports open by themselves and are kept: nobody adds or deletes one.
NOT_OFFERED = {("report", "add"), ("report", "delete")}


def record_pages(subjects) -> list[str]:
    return [
        reverse(model.snippet_viewset.get_url_name(view), args=[record.pk] if view not in ("list", "add") else [])
        for model in get_snippet_models()
        for record in [subjects.record_of(f"{model._meta.app_label}_{model._meta.model_name}")]
        for view in ("list", "add", "edit", "delete")
        if (model._meta.model_name, view) not in NOT_OFFERED
    ]


def page_pages() -> list[str]:
    page = Page.objects.get(depth=2)
    views = ["wagtailadmin_explore", *(f"wagtailadmin_pages:{view}" for view in ("edit", "history", "add_subpage"))]
    return [reverse(view, args=[page.pk]) for view in views]


def test_no_page_of_the_back_office_speaks_english(sign_in):
    client = sign_in("superuser")
    subjects = make_subjects(client.get(reverse("wagtailadmin_home")).wsgi_request.user)
    settings = reverse("wagtailsettings:edit", args=["home", "portalsettings"])
    found = {}
    for url in [*map(reverse, LISTS), *record_pages(subjects), *page_pages(), settings]:
        answer = client.get(url, follow=True)
        assert answer.status_code == 200, url
        found[url] = english(answer.content.decode())
    assert {url: sorted(words) for url, words in found.items() if words} == {}


@pytest.mark.parametrize("name", ["wagtailadmin_login", "wagtailadmin_password_reset"])
def test_the_doors_speak_russian_too(name):
    assert english(Client().get(reverse(name)).content.decode()) == set()
