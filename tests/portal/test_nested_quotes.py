"""A name with quotes of its own, named in quotes: «карточка „Дом“», wherever a sentence is made."""

import pytest
from django.template import engines
from django.utils.safestring import SafeString

from portal.formatting import nested
from tests import factories
from tests.admin.conftest import sign_in  # noqa: F401
from tests.admin.forms import fields_of
from tests.cabinets.addresses import edit_url
from tests.cabinets.conftest import client_of_reporter, ours, reporter  # noqa: F401


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Опубликовано: «АНО «Дом»».", "Опубликовано: «АНО „Дом“»."),
        ("«Один» и «другой»", "«Один» и «другой»"),
        ("«АНО «Дом»» и «Приют «Исток»»", "«АНО „Дом“» и «Приют „Исток“»"),
        ("«акт о программе «Семья «Плюс»»»", "«акт о программе „Семья „Плюс““»"),
        # Which of them is inside of which nobody can tell.
        ("«АНО «Дом» и другие", "«АНО «Дом» и другие"),
        ("»«»«", "»«»«"),
        ("", ""),
    ],
)
def test_inner_quotes_are_of_the_other_kind(text, wanted):
    assert nested(text) == wanted
    assert nested(nested(text)) == wanted


def test_what_was_markup_stays_so_and_what_was_not_is_escaped():
    assert isinstance(nested(SafeString("«<b>«Дом»</b>»")), SafeString)
    template = engines["django"].from_string("{% filter nested %}«{{ name }}»{% endfilter %} {{ name|nested }}")
    assert template.render({"name": "<АНО «Дом»>"}) == "«&lt;АНО „Дом“&gt;» &lt;АНО «Дом»&gt;"


@pytest.mark.django_db
def test_a_public_page_sets_the_title_of_a_programme_so(client):
    programme = factories.ProgrammeFactory(title="Программа «Семья <Югры>»")
    page = client.get(programme.get_absolute_url() + "indicators/").content.decode()
    assert "«Программа „Семья &lt;Югры&gt;“»" in page


@pytest.mark.django_db
def test_messages_of_the_back_office_and_letters_do(
    client_of_reporter,  # noqa: F811
    sign_in,  # noqa: F811
    ours,  # noqa: F811
    mailoutbox,
    django_capture_on_commit_callbacks,
):
    place = factories.LocationFactory(provider=ours, name="Отделение «Заря»")
    fields = {**fields_of(client_of_reporter.get(edit_url(place))), "action-submit": "1"}
    sign_in("moderator")
    with django_capture_on_commit_callbacks(execute=True):
        page = client_of_reporter.post(edit_url(place), fields, follow=True).content.decode()
    assert "«Отделение „Заря“»" in page
    assert "«Отделение «Заря" not in page
    (letter,) = mailoutbox
    assert letter.subject == "Ждёт проверки: «Отделение „Заря“»"
    assert "«Отделение „Заря“»" in letter.body


@pytest.mark.django_db
def test_an_act_without_number_and_date_is_cited_so():
    act = factories.LegalActFactory(kind="federal-law", title="О программе «Семья»", number="", date=None)
    assert act.citation.endswith("«О программе „Семья“»")
