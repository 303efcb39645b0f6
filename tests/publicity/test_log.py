"""Writing the log: few fields, nothing typed is lost, two people do not overwrite each other."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publicity.models import Publication
from services_directory.models import Provider
from tests.admin.forms import fields_of
from tests.factories import MeasureFactory, ProgrammeFactory
from tests.publicity import factories

pytestmark = pytest.mark.django_db
ADD = "/admin/publicity/log/add/"


def posted(**fields) -> dict:
    day = {"channel": "press", "place": "Газета «Край»", "published_on": "2026-06-01"}
    return {**day, "version": "0", **fields}


def address(line) -> str:
    return reverse("publicity_publication", args=[line.pk])


def test_a_line_takes_three_fields(sign_in, today):
    item = factories.item()
    response = sign_in("publications").post(ADD, posted(item=item.pk, link="https://krai.example/1"))
    assert response.status_code == 302
    line = Publication.objects.get()
    assert (line.programme, line.item, line.is_confirmed) == (item.programme, item, True)
    assert line.logged_by.username == "publications"


def test_the_link_knows_the_item(sign_in, today):
    item = factories.item()
    assert fields_of(sign_in("publications").get(f"{ADD}?item={item.pk}"))["item"] == [str(item.pk)]


def test_a_line_needs_no_plan(sign_in, today):
    assert sign_in("programmes").post(ADD, posted()).status_code == 302
    assert Publication.objects.get().programme is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"published_on": "2026-06-16"}, "Этот день ещё не наступил"),
        ({"link": "http://krai.example"}, "Адрес должен начинаться с https://."),
        ({"link": "javascript:alert(1)"}, "https://"),
        ({"place": ""}, "Требуется заполнить это поле."),
        ({"channel": "tv", "print_run": "100"}, "Тираж бывает у листовок и газет"),
        ({"print_run": "0"}, "больше либо равно 1"),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_stays(sign_in, today, fields, words):
    response = sign_in("publications").post(ADD, posted(**{"note": "Строка на третьей полосе", **fields}))
    text = response.content.decode()
    assert response.status_code == 200
    assert words in text
    assert "Строка на третьей полосе" in text
    assert not Publication.objects.exists()


def test_an_item_of_each_institution_asks_whose_it_is(sign_in, region, ours, today):
    item = factories.item(factories.programme(territory=region), per_institution=True)
    client = sign_in("publications")
    assert "назовите, чьё это" in client.post(ADD, posted(item=item.pk)).content.decode()
    assert client.post(ADD, posted(item=item.pk, institution=ours.pk)).status_code == 302


def test_a_measure_of_another_programme_is_refused(sign_in, today):
    item, other = factories.item(), MeasureFactory()
    response = sign_in("publications").post(ADD, posted(item=item.pk, measure=other.pk))
    assert "Это мероприятие другой программы." in response.content.decode()


def test_of_two_editors_the_second_is_told_and_keeps_her_words(sign_in, today):
    line = factories.publication()
    first, second = sign_in("publications"), sign_in("moderator")
    begun = fields_of(second.get(address(line)))
    first.post(address(line), {**fields_of(first.get(address(line))), "place": "Газета «Первая»"})
    response = second.post(address(line), {**begun, "place": "Газета «Вторая»"})
    text = response.content.decode()
    assert "изменил другой человек" in text
    assert "Газета «Вторая»" in text
    line.refresh_from_db()
    assert line.place == "Газета «Первая»"
    second.post(address(line), {**fields_of(response), "place": "Газета «Вторая»"})
    line.refresh_from_db()
    assert line.place == "Газета «Вторая»"


class TestInstitution:
    def test_it_logs_for_itself_and_waits(self, reporter, ours, region, today):
        item = factories.item(factories.programme(territory=region), per_institution=True)
        assert reporter.post(ADD, posted(item=item.pk, institution=ours.pk)).status_code == 302
        line = Publication.objects.get()
        assert (line.institution, line.programme, line.is_confirmed) == (ours, item.programme, False)

    def test_it_cannot_log_for_another(self, reporter, theirs, today):
        assert reporter.post(ADD, posted(institution=theirs.pk)).status_code == 200
        assert not Publication.objects.exists()

    def test_it_is_offered_what_is_asked_of_it_and_nothing_else(self, reporter, region, today):
        plan = factories.programme(territory=region)
        factories.item(plan, title="Раздел на сайте", per_institution=True)
        factories.item(plan, number="2", title="Ролик министерства")
        factories.item(ProgrammeFactory(live=False, territory=region), title="Тайный план", per_institution=True)
        text = reporter.get(ADD).content.decode()
        assert "Раздел на сайте" in text
        assert "Ролик министерства" not in text
        assert "Тайный план" not in text

    def test_of_two_institutions_neither_sees_the_others_lines(self, reporter, stranger, ours, theirs, today):
        line = factories.publication(institution=ours, place="Сайт «Надежды»", is_confirmed=False)
        assert "Сайт «Надежды»" in reporter.get(reverse("publicity_plan")).content.decode()
        assert "Сайт «Надежды»" not in stranger.get(reverse("publicity_plan")).content.decode()
        for client, status in ((reporter, 200), (stranger, 404)):
            assert client.get(address(line)).status_code == status
        assert stranger.post(reverse("publicity_remove", args=[line.pk])).status_code == 404
        assert stranger.post(address(line), posted(institution=theirs.pk)).status_code == 404
        assert Publication.objects.filter(institution=ours).exists()

    def test_its_change_of_a_confirmed_line_waits_again(self, reporter, ours, today):
        line = factories.publication(institution=ours)
        reporter.post(address(line), posted(institution=ours.pk, place="Другой сайт"))
        line.refresh_from_db()
        assert (line.place, line.is_confirmed) == ("Другой сайт", False)

    def test_it_takes_back_what_was_not_confirmed_only(self, reporter, ours, today):
        waiting = factories.publication(institution=ours, is_confirmed=False)
        kept = factories.publication(institution=ours)
        for line in (waiting, kept):
            reporter.post(reverse("publicity_remove", args=[line.pk]))
        assert list(Publication.objects.all()) == [kept]

    def test_a_moderator_confirms(self, sign_in, ours, today):
        line = factories.publication(institution=ours, is_confirmed=False)
        client = sign_in("moderator")
        for page in (address(line), f"{reverse('publicity_log')}?wait=1"):
            assert f'name="version" value="{line.version}"' in client.get(page).content.decode()
        client.post(reverse("publicity_confirm", args=[line.pk]), {"version": line.version})
        line.refresh_from_db()
        assert line.is_confirmed

    def test_what_it_changed_meanwhile_is_not_confirmed_unread(self, reporter, sign_in, ours, today):
        line = factories.publication(institution=ours, is_confirmed=False)
        seen = {"version": line.version}
        reporter.post(address(line), posted(institution=ours.pk, place="Другой сайт"))
        answer = sign_in("moderator").post(reverse("publicity_confirm", args=[line.pk]), seen, follow=True)
        assert "Пока вы читали, эту строку изменили" in answer.content.decode()
        line.refresh_from_db()
        assert (line.place, line.is_confirmed) == ("Другой сайт", False)

    def test_a_person_whose_access_is_shut_sees_nothing(self, reporter, ours, today):
        ours.memberships.update(is_active=False)
        assert reporter.get(ADD).status_code == 302


class TestOffice:
    def test_the_plan_is_kept_by_filters(self, sign_in, today):
        plan = factories.programme()
        june = datetime.date(2026, 6, 1)
        factories.item(plan, "1", title="Статья в газете", channels=["press"], ends_on=june)
        factories.item(plan, "2", title="Показ на экранах", channels=["screens"], starts_on=datetime.date(2026, 9, 1))
        factories.item(ProgrammeFactory(), "1", title="Буклет соседей", channels=["leaflets"])
        client = sign_in("publications")

        def shown(query):
            table = client.get(f"/admin/publicity/{query}").content.decode().partition("<tbody>")[2]
            return [name for name in ("Статья в газете", "Показ на экранах", "Буклет соседей") if name in table]

        assert len(shown("")) == 3
        assert shown("?state=overdue") == ["Статья в газете"]
        assert shown("?channel=screens") == ["Показ на экранах"]
        assert shown("?month=2026-09") == ["Показ на экранах"]
        assert shown(f"?programme={plan.pk}") == ["Статья в газете", "Показ на экранах"]

    @pytest.mark.parametrize("query", ["?month=2026-13", "?month=²", "?month=99999-1", "?programme=%00", "?state=x"])
    def test_nonsense_in_the_address_breaks_nothing(self, sign_in, today, query):
        factories.item()
        client = sign_in("publications")
        for path in ("/admin/publicity/", "/admin/publicity/months/", "/admin/publicity/log/add/"):
            assert client.get(path + query).status_code == 200

    def test_an_item_names_the_institutions_that_are_silent(self, sign_in, region, ours, theirs, today):
        item = factories.item(factories.programme(territory=region), per_institution=True)
        factories.publication(item, institution=ours, link="https://nadezhda.example/")
        text = sign_in("directory").get(reverse("publicity_item", args=[item.pk])).content.decode()
        assert "1 из 2 учреждений" in text
        assert text.index(theirs.name) < text.rindex(ours.name)

    def test_the_month_shows_what_is_due_and_what_came_out(self, sign_in, today):
        item = factories.item(ends_on=datetime.date(2026, 6, 20), title="Статья")
        factories.publication(item, place="Газета «Край»")
        text = sign_in("programmes").get("/admin/publicity/months/?month=2026-06").content.decode()
        assert "крайний день:" in text
        assert "вышло:" in text

    def test_the_first_page_counts_what_is_overdue(self, sign_in, today):
        factories.item(ends_on=datetime.date(2026, 6, 1))
        factories.item(ProgrammeFactory(live=False), ends_on=datetime.date(2026, 6, 1))
        text = sign_in("publications").get("/admin/").content.decode()
        assert '<strong class="attention__number">1</strong> <span>пункт медиаплана просрочен</span>' in text

    def test_a_line_that_becomes_a_card_names_each_of_its_columns(self, sign_in, today):
        factories.publication()
        text = sign_in("moderator").get(reverse("publicity_log")).content.decode()
        table = re.search('publicity-lines">.*?</table>', text, re.DOTALL)[0]
        named, heads = re.findall('data-label="([^"]+)"', table), re.findall("<th>([^<]+)</th>", table)
        assert heads == ["Когда", "Где", *named]  # a date and a place need no name

    @pytest.mark.parametrize("name", ["publicity_plan", "publicity_months", "publicity_log"])
    def test_pages_ask_as_much_for_many_rows(self, sign_in, today, name):
        client = sign_in("moderator")
        plan = factories.programme()
        factories.publication(factories.item(plan, "0"), institution=factories.institution(plan.territory))
        client.get(reverse(name))
        few = queries_of(client, reverse(name))
        for number in range(1, 20):
            owner = ProgrammeFactory(territory=plan.territory)
            line = factories.publication(factories.item(owner, str(number), per_institution=True))
            Publication.objects.filter(pk=line.pk).update(institution=Provider.objects.get())
        assert queries_of(client, reverse(name)) == few


def queries_of(client, url) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)
