"""Two institutions, a person of the first, and whoever decides."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from cabinets.models import Membership
from portal.reporters import GROUP
from tests import factories
from tests.admin.conftest import sign_in  # noqa: F401


@pytest.fixture
def ours(db):
    return factories.ProviderFactory(name="Центр «Надежда»", register_number="77", founder="Область")


@pytest.fixture
def theirs(db):
    return factories.ProviderFactory(name="Приют «Исток»")


@pytest.fixture
def reporter(ours):
    person = get_user_model().objects.create_user("anna", "anna@example.org", "x", first_name="Анна", last_name="П.")
    person.groups.add(Group.objects.get(name=GROUP))
    Membership.objects.create(user=person, provider=ours)
    return person


@pytest.fixture
def client_of_reporter(reporter) -> Client:
    client = Client()
    client.force_login(reporter)
    return client
