"""People of the back office, and a record of every kind to work on."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

GROUPS = {
    "publications": "Редакторы публикаций",
    "directory": "Редакторы справочника",
    "programmes": "Редакторы программ",
    "moderator": "Модераторы",
    # Of two institutions, which make_subjects gives them: the records' own one, and another.
    "reporter_a": "Сотрудники организаций",
    "reporter_b": "Сотрудники организаций",
    # Who report on two measures: the one of the test's report, and another.
    "executor_a": "Исполнители программ",
    "executor_b": "Исполнители программ",
}


def make_person(kind: str):
    """A superuser, or a member of the group."""
    users = get_user_model().objects
    if kind == "superuser":
        return users.create_superuser(kind, f"{kind}@example.org", "x")
    person = users.create_user(kind, f"{kind}@example.org", "x")
    person.groups.add(Group.objects.get(name=GROUPS[kind]))
    return person


@pytest.fixture
def sign_in(db):
    """`sign_in("directory")`: a client that an editor of the directory has signed in with."""

    def signed_in(kind: str) -> Client:
        client = Client()
        client.force_login(get_user_model().objects.filter(username=kind).first() or make_person(kind))
        return client

    return signed_in
