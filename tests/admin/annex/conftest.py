"""Who reads annexes, and the draft that they are read into."""

import pytest

from tests.factories import FundingSourceFactory, ProgrammeFactory


@pytest.fixture
def client(sign_in):
    return sign_in("programmes")


@pytest.fixture
def draft():
    for code, name in (("fund", "Фонд"), ("regional_budget", "Бюджет региона")):
        FundingSourceFactory(code=code, name=name)
    return ProgrammeFactory(live=False)
