"""The section on institutions' own sites: nobody looked is not «no»; an institution says, a person checks."""

import datetime

import pytest
from django.urls import reverse

from publicity.models import SectionOnSite, SectionPromise, SectionState
from publicity.sections import coverages
from tests.admin.forms import fields_of
from tests.factories import MeasureFactory
from tests.publicity import factories
from tests.publicity.test_log import queries_of
from tests.publicity.test_report import sheet

pytestmark = pytest.mark.django_db
SECTIONS = "/admin/publicity/sections/"
OLD, NEW = datetime.date(2026, 1, 1), datetime.date(2026, 6, 1)


def section(provider, state=SectionState.HAS, **fields):
    seen = {"address": "https://nadezhda.example/soprovozhdenie/", "last_checked_on": NEW}
    return SectionOnSite.objects.create(provider=provider, state=state, **{**seen, **fields})


def url(provider) -> str:
    return reverse("publicity_section", args=[provider.pk])


class TestCoverage:
    def test_has_none_and_nobody_looked_are_three_things(self, region, ours, theirs, today):
        section(ours)
        factories.institution(region, "Третий")
        section(theirs, SectionState.NONE, last_checked_on=OLD)
        (found,) = coverages()
        assert (found.has, found.whole, found.fresh, found.unknown) == (1, 3, 1, 1)
        assert found.by_state[SectionState.NONE] == 1

    def test_an_institution_of_the_whole_region_counts_there(self, region, ours, today):
        region.parent = factories.RegionFactory(slug="country", level=0)
        region.save()
        factories.institution(region, "Краевой центр", territory=region)
        assert [(found.region, found.whole) for found in coverages()] == [(region, 2)]

    def test_a_check_grows_old(self, ours, today):
        section(ours, last_checked_on=NEW)
        today(NEW + datetime.timedelta(90))
        assert coverages()[0].fresh == 1
        today(NEW + datetime.timedelta(91))
        assert coverages()[0].fresh == 0

    def test_what_an_institution_says_is_not_a_check(self, ours, today):
        SectionOnSite.objects.create(provider=ours, said_address="https://canary.example/", said_on=NEW)
        (found,) = coverages()
        assert (found.has, found.unknown, found.awaiting) == (0, 1, 1)

    def test_a_page_of_many_institutions_asks_as_much(self, client, region, ours, today):
        section(ours)
        client.get("/coverage/?region=krai")
        few = queries_of(client, "/coverage/?region=krai")
        for number in range(20):
            section(factories.institution(region, f"Центр {number}"))
        assert queries_of(client, "/coverage/?region=krai") == few


class TestPublicPage:
    def test_it_shows_the_figure_and_each_institution(self, client, ours, theirs, today):
        section(ours, published_on=NEW)
        text = client.get("/coverage/?region=krai").content.decode()
        assert "Раздел есть у 1 из 2" in text
        assert 'href="https://nadezhda.example/soprovozhdenie/" rel="nofollow noopener"' in text
        assert "не проверяли" in text

    def test_what_was_not_checked_is_nowhere(self, client, ours, today):
        SectionOnSite.objects.create(provider=ours, said_address="https://canary.example/", said_on=NEW, note="щегол")
        text = client.get("/coverage/?region=krai").content.decode()
        assert "canary" not in text
        assert "щегол" not in text

    def test_an_address_without_encryption_is_no_link(self, client, ours, today):
        section(ours, address="http://nadezhda.example/")
        assert "http://nadezhda.example" not in client.get("/coverage/?region=krai").content.decode()

    def test_it_leads_to_the_measure_that_promised_it(self, client, region, ours, today):
        measure = MeasureFactory(programme=factories.programme(territory=region), number="10.2")
        draft = MeasureFactory(title="Черновик обещания", live=False, programme=measure.programme)
        for each in (measure, draft):
            SectionPromise.objects.create(measure=each)
        text = client.get("/coverage/").content.decode()
        assert measure.get_absolute_url() in text
        assert "Черновик обещания" not in text

    @pytest.mark.parametrize("query", ["?region=%00", "?region=nowhere", "?page=x", "?region=krai&page=999"])
    def test_nonsense_in_the_address_breaks_nothing(self, client, ours, today, query):
        assert client.get(f"/coverage/{query}").status_code == 200


class TestOffice:
    def test_staff_say_what_they_saw(self, sign_in, ours, today):
        client = sign_in("publications")
        sent = {"state": "has", "address": "https://n.example/", "last_checked_on": "2026-06-15", "published_on": ""}
        assert client.post(url(ours), sent).status_code == 302
        assert SectionOnSite.objects.get().outcome is SectionState.HAS

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"last_checked_on": ""}, "без даты проверка не считается"),
            ({"address": ""}, "Назовите адрес раздела"),
            ({"last_checked_on": "2026-06-16"}, "ещё не наступил"),
            ({"address": "javascript:alert(1)"}, "правильный URL"),
        ],
    )
    def test_a_mistake_is_named_and_what_was_typed_stays(self, sign_in, ours, today, fields, words):
        sent = {"state": "has", "address": "https://n.example/", "last_checked_on": "2026-06-15", "note": "внизу"}
        text = sign_in("moderator").post(url(ours), {**sent, **fields}).content.decode()
        assert words in text
        assert "внизу" in text
        assert not SectionOnSite.objects.exists()

    def test_many_are_checked_at_once_but_not_what_nobody_has_seen(self, sign_in, ours, theirs, today):
        section(ours, last_checked_on=OLD)
        answer = sign_in("moderator").post(SECTIONS, {"institution": [ours.pk, theirs.pk, "x", "9" * 30]}, follow=True)
        assert SectionOnSite.objects.get().last_checked_on == factories.TODAY
        assert "Не отмечено: 1." in answer.content.decode()

    def test_an_editor_does_not_confirm(self, sign_in, ours, today):
        section(ours, last_checked_on=OLD)
        sign_in("publications").post(SECTIONS, {"institution": [ours.pk]})
        assert SectionOnSite.objects.get().last_checked_on == OLD

    def test_the_list_is_kept_by_territory_and_state(self, sign_in, ours, theirs, today):
        section(ours)
        other = factories.institution(factories.RegionFactory(slug="other", name="Дальний край"), "Дальний центр")
        client = sign_in("directory")
        text = client.get(f"{SECTIONS}?region=krai").content.decode()
        assert ours.name in text
        assert other.name not in text
        text = client.get(f"{SECTIONS}?region=krai&state=unknown").content.decode()
        assert theirs.name in text
        assert ours.name not in text

    def test_the_workbook_cannot_run_anything(self, sign_in, ours, today):
        section(ours, note="=HYPERLINK(1)", address="https://n.example/")
        rows = sheet(sign_in("directory").get("/admin/publicity/sections.xlsx").content)
        row = next(row for row in rows if row[0] == ours.name)
        assert row[2] == "есть"
        assert row[8] == "=HYPERLINK(1)"

    def test_a_page_of_many_institutions_asks_as_much(self, sign_in, region, ours, today):
        client = sign_in("moderator")
        section(ours)
        client.get(SECTIONS)
        few = queries_of(client, SECTIONS)
        for number in range(20):
            section(factories.institution(region, f"Центр {number}"))
        assert queries_of(client, SECTIONS) == few


class TestInstitution:
    def test_it_says_and_a_moderators_look_confirms(self, reporter, sign_in, ours, today):
        old = section(ours, last_checked_on=OLD)
        sent = {"said_address": "https://new.example/s/", "said_published_on": "2026-06-10", "seen": old.stamp}
        assert reporter.post(url(ours), sent).status_code == 302
        old.refresh_from_db()
        assert (old.address, old.last_checked_on) == ("https://nadezhda.example/soprovozhdenie/", OLD)
        client = sign_in("moderator")
        assert fields_of(client.get(url(ours)))["address"] == ["https://new.example/s/"]
        client.post(SECTIONS, {"institution": [ours.pk]})
        old.refresh_from_db()
        assert (old.address, str(old.published_on), old.awaits_check) == ("https://new.example/s/", "2026-06-10", False)
        assert old.last_checked_on == factories.TODAY

    def test_it_cannot_set_the_state_itself(self, reporter, ours, today):
        reporter.post(
            url(ours), {"said_address": "https://n.example/", "state": "has", "last_checked_on": "2026-06-15"}
        )
        assert SectionOnSite.objects.get().outcome is SectionState.UNKNOWN

    def test_neither_institution_says_for_the_other(self, reporter, stranger, ours, theirs, today):
        assert reporter.get(url(theirs)).status_code == 404
        assert stranger.post(url(ours), {"said_address": "https://n.example/"}).status_code == 404
        assert not SectionOnSite.objects.exists()

    def test_it_finds_the_code_for_its_page_there(self, reporter, ours, today):
        text = reporter.get(url(ours)).content.decode()
        assert f"/embed/provider/{ours.slug}/" in text
        assert "&lt;iframe" in text
