"""The narrative pages come from files: the same files twice change nothing, broken ones load nothing."""

import pytest
from wagtail.documents import get_document_model

from acts.loading import load as load_acts
from home.loading import load
from home.models import GuidePage, MaterialPage, NewsPage, SectionPage
from measures.loading import load as load_measures
from portal.loading import DataError, Outcome, Report
from services_directory.loading import load as load_directory
from tests.factories import LegalActFactory
from tests.home import factories as make

pytestmark = pytest.mark.django_db

INDEX = "- path: news\n  type: news-index\n  title: Новости\n"
PAGE = """\
- path: support
  type: section
  title: Раздел
  lead: Коротко
  act: act-1
  body:
  - block: paragraph
    text: <p>Текст</p>
"""


def quiet() -> Report:
    return Report(lambda line: None)


@pytest.fixture
def folder(tmp_path):
    LegalActFactory(slug="act-1")
    for name in ("pages", "news", "materials", "topics"):
        (tmp_path / f"{name}.yaml").write_text("[]")
    (tmp_path / "pages.yaml").write_text(PAGE)
    return tmp_path


def test_the_demo_loads_and_a_second_run_changes_nothing(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    load_acts(quiet())
    load_directory(quiet())
    load_measures(quiet())
    load(quiet())
    assert SectionPage.objects.count() + GuidePage.objects.count() >= 18
    assert NewsPage.objects.count() == 6
    assert NewsPage.objects.exclude(pinned_until=None).get().slug == "portal-starts"
    assert NewsPage.objects.filter(tags__name="как пользоваться").count() == 3
    for page in (
        *SectionPage.objects.all(),
        *GuidePage.objects.all(),
        *NewsPage.objects.all(),
        *MaterialPage.objects.all(),
    ):
        assert client.get(page.url).status_code == 200, page.url
    again = quiet()
    load(again)
    assert not again.changed
    assert again.total(Outcome.KEPT) == 0
    assert get_document_model().objects.count() == 13


def test_a_changed_file_changes_the_page(folder):
    load(quiet(), folder)
    (folder / "pages.yaml").write_text(PAGE.replace("<p>Текст</p>", "<p>Новый текст</p>"))
    report = quiet()
    load(report, folder)
    assert report.total(Outcome.CHANGED) == 1
    assert "Новый текст" in str(SectionPage.objects.get().body)


def test_a_page_that_a_person_has_edited_is_kept(folder):
    load(quiet(), folder)
    page = SectionPage.objects.get()
    page.title = "Правка редактора"
    page.save_revision().publish()
    report = quiet()
    load(report, folder)
    assert report.total(Outcome.KEPT) == 1
    assert SectionPage.objects.get().title == "Правка редактора"


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        ("type: section", "type: sektion", 2, "sektion"),
        ("act: act-1", "act: act-2", 5, "act-2"),
        ("block: paragraph", "block: paragraf", 7, "paragraf"),
        ("lead: Коротко", "leed: Коротко", 4, "leed"),
        ("path: support", "path: none/support", 1, "родитель"),
        ("    text: <p>Текст</p>", "    txt: <p>Текст</p>", 7, "text"),
        ("block: paragraph\n    text: <p>Текст</p>", "block: callout\n    tone: warn", 6, "body"),
    ],
)
def test_a_broken_file_says_where_and_what(folder, old, new, line, complaint):
    (folder / "pages.yaml").write_text(PAGE.replace(old, new))
    with pytest.raises(DataError) as error:
        load(quiet(), folder)
    assert error.value.file.name == "pages.yaml"
    assert error.value.line == line
    assert complaint in str(error.value)


def test_an_address_taken_by_another_kind_of_page_is_refused(folder):
    make.section(slug="news")
    (folder / "pages.yaml").write_text(INDEX)
    with pytest.raises(DataError, match="другого вида"):
        load(quiet(), folder)
