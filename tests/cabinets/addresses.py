"""Addresses of a card in the back office, and its form as a browser would send it."""

from django.urls import reverse

from tests.admin.forms import fields_of


def url(record_or_model, view: str, *args) -> str:
    named = record_or_model._meta.model_name
    return reverse(f"wagtailsnippets_services_directory_{named}:{view}", args=args)


def edit_url(record) -> str:
    return url(record, "edit", record.pk)


def edit(client, record, **changes):
    """Open the card's form, change it and send it."""
    return client.post(edit_url(record), {**fields_of(client.get(edit_url(record))), **changes}, follow=True)


def submit(client, record, **changes):
    return edit(client, record, **changes, **{"action-submit": "1"})


def review_url(record) -> str:
    return reverse("portal_edit_review", args=[type(record).objects.get(pk=record.pk).current_workflow_state.pk])


def decide(client, record, action: str, comment: str = ""):
    address = review_url(record)
    revision = fields_of(client.get(address))["revision"]
    return client.post(address, {"action": action, "comment": comment, "revision": revision}, follow=True)
