"""The editors' first page: each sees numbers of what she may put right, and the link shows just those records."""

import datetime
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail import hooks

from measures.models import StatedTotal
from portal.attention import AttentionPanel, words
from portal.reviewing import overdue_pages
from tests import factories
from tests.home import factories as pages

pytestmark = pytest.mark.django_db


def cases(client) -> dict[str, tuple[int, str]]:
    """Label → its number and its link."""
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    found = re.findall(r'href="([^"]+)"><strong class="attention__number">([^<]+)</strong> <span>([^<]+)</span>', page)
    return {label: (int(number), url.replace("&amp;", "&")) for url, number, label in found}


def starting(found: dict, words: str):
    return next((case for label, case in found.items() if label.startswith(words)), None)


@pytest.fixture
def troubles():
    """Every case once, the first of them twice."""
    factories.ProviderFactory.create_batch(2)
    factories.ServiceFactory(live=False, provider=factories.LocationFactory(phones=["+79000000001"]).provider)
    over = datetime.date(2017, 12, 31)
    measure = factories.MeasureFactory(starts_on=datetime.date(2016, 1, 1), ends_on=over)
    factories.BudgetLineFactory(measure=measure, amount=Decimal(100))
    StatedTotal.objects.create(programme=measure.programme, amount=Decimal(200))
    pages.guide(next_review_on=over)
    pages.news(next_review_on=over, live=False)


def test_each_number_is_the_length_of_the_list_it_links_to(troubles, sign_in):
    client = sign_in("superuser")
    found = cases(client)
    assert len(found) >= 6
    for label, (number, url) in found.items():
        assert client.get(url).context["paginator"].count == number, label


def all_cases(user) -> list:
    return [case for name in hooks.get_hooks("portal_attention") for case in name(user)]


@pytest.mark.parametrize(("language", "forms"), [("ru", 3), ("en", 2)])
def test_the_words_of_every_case_follow_their_number(admin_user, language, forms):
    """One, two and five: «битая ссылка», «битые ссылки», «битых ссылок»; English has two forms of them."""
    with override(language):
        said = {
            words(case.label, 5): [words(case.label, number) for number in (1, 2, 5)] for case in all_cases(admin_user)
        }
    assert len(said) >= 25
    assert {many: found for many, found in said.items() if len(set(found)) != forms} == {}


def test_a_page_says_the_form_that_its_figure_asks_for(admin_user, rf, monkeypatch):
    one, thousands = (
        replace(case, count=lambda n=n: n) for case, n in zip(all_cases(admin_user), (1, 1001), strict=False)
    )
    monkeypatch.setattr(hooks, "get_hooks", lambda name: [lambda user: [one, thousands]])
    request = rf.get("/")
    request.user = admin_user
    rows = AttentionPanel().get_context_data({"request": request})["cases"]
    assert [(row["figure"], row["words"]) for row in rows] == [
        ("1", words(one.label, 1)),
        ("1000+", words(thousands.label, 5)),
    ]


def test_providers_nobody_can_call_are_counted(troubles, sign_in):
    assert starting(cases(sign_in("directory")), "организации без телефона")[0] == 2


def test_a_programme_whose_sums_differ_is_counted(troubles, sign_in):
    assert starting(cases(sign_in("programmes")), "программа, где суммы")[0] == 1


def test_an_editor_sees_only_what_she_may_put_right(troubles, sign_in):
    directory, programmes = cases(sign_in("directory")), cases(sign_in("programmes"))
    assert not starting(directory, "программ")
    assert not starting(programmes, "организаци")
    assert list(cases(sign_in("publications"))) == ["страницу пора проверить снова"]
    assert not starting(directory, "страниц")


def test_pages_of_every_kind_are_counted_in_one_query(troubles, sign_in, django_assert_num_queries):
    client = sign_in("publications")
    pages.news(next_review_on=datetime.date(2017, 12, 31))
    pages.section(next_review_on=timezone.localdate())
    assert starting(cases(client), "страниц")[0] == 2
    user = client.get(reverse("wagtailadmin_home")).wsgi_request.user
    overdue_pages(user).count()  # by now the user's rights are read
    with django_assert_num_queries(1):
        assert overdue_pages(user).count() == 2


def test_a_moderator_sees_what_waits_for_her(sign_in):
    editor, provider = sign_in("directory"), factories.ProviderFactory(name="Центр «Исток»")
    edit = reverse("wagtailsnippets_services_directory_provider:edit", args=[provider.pk])
    provider.save_revision()
    provider.get_workflow().start(provider, editor.get(edit).wsgi_request.user)
    assert "Ждут вашего решения" in (page := sign_in("moderator").get(reverse("wagtailadmin_home")).content.decode())
    assert reverse("portal_edit_review", args=[provider.current_workflow_state.pk]) in page
    assert "Вы отправили на проверку" in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_the_page_lists_no_more_than_ten(sign_in):
    moderator, editor = sign_in("moderator"), sign_in("directory")
    user = editor.get(reverse("wagtailadmin_home")).wsgi_request.user
    for provider in factories.ProviderFactory.create_batch(12):
        provider.save_revision()
        provider.get_workflow().start(provider, user)
    page = moderator.get(reverse("wagtailadmin_home")).content.decode()
    assert "И ещё: 2" in page
