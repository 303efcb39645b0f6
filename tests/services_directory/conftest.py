"""Two cards of one organisation, and who may make one of them."""

import pytest
from django.contrib.auth import get_user_model

from tests.factories import ProviderFactory


@pytest.fixture
def user():
    return get_user_model().objects.create_superuser("moderator")


@pytest.fixture
def twins():
    return ProviderFactory(slug="kept", name="Исток"), ProviderFactory(
        slug="gone", name="ГБУ «Исток»", inn="7700000001"
    )
