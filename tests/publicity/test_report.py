"""The report of a period: what was due, what came out, and what is missing; as a page, a workbook and a document."""

import datetime
import io

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from publicity.printing import content
from publicity.reporting import period_report
from tests.factories import ProgrammeFactory, RegionFactory
from tests.publicity import factories

pytestmark = pytest.mark.django_db
MAY, JUNE = datetime.date(2026, 5, 1), datetime.date(2026, 6, 10)
PAGE = "/admin/publicity/report/?since=2026-05-01&until=2026-06-10"
FILE = "/admin/publicity/report.{}?since=2026-05-01&until=2026-06-10"


def sheet(body: bytes, name: str | None = None) -> list[tuple]:
    book = load_workbook(io.BytesIO(body))
    found = book[name] if name else book.worksheets[0]
    assert not [cell for row in found for cell in row if cell.data_type == "f"]
    return [tuple(cell.value for cell in row) for row in found]


@pytest.fixture
def plan(db, today):
    of = factories.programme()
    done = factories.item(of, "1", title="Статья", ends_on=datetime.date(2026, 5, 20), channels=["press"])
    factories.item(of, "2", title="Ролик", ends_on=datetime.date(2026, 6, 5), channels=["screens"])
    factories.item(of, "3", title="Осенняя акция", starts_on=datetime.date(2026, 9, 1))
    factories.item(of, "4", title="Документы", term="по мере принятия")
    factories.publication(done, published_on=datetime.date(2026, 5, 19), link="https://krai.example/1")
    return of


def test_an_item_is_of_the_period_that_its_term_meets(plan):
    report = period_report(MAY, JUNE)
    assert [item.number for item in report.due] == ["1", "2"]
    assert [item.number for item in report.gaps] == ["2"]


def test_an_item_without_a_term_is_there_once_something_came_out(plan):
    factories.publication(plan.media_items.get(number="4"))
    assert [item.number for item in period_report(MAY, JUNE).due] == ["1", "2", "4"]


def test_it_is_kept_by_programme_and_channel(plan):
    other = factories.item(ProgrammeFactory(), "9", ends_on=datetime.date(2026, 5, 5))
    assert [item.number for item in period_report(MAY, JUNE, plan).due] == ["1", "2"]
    assert [item.number for item in period_report(MAY, JUNE, other.programme).due] == ["9"]
    assert [item.number for item in period_report(MAY, JUNE, channel="press").due] == ["1"]


def test_what_is_not_confirmed_or_of_a_draft_is_not_in_it(plan):
    factories.publication(plan.media_items.get(number="2"), is_confirmed=False)
    hidden = factories.item(ProgrammeFactory(live=False), "8", ends_on=datetime.date(2026, 5, 5))
    factories.publication(hidden)
    report = period_report(MAY, JUNE)
    assert len(report.publications) == 1
    assert [item.number for item in report.gaps] == ["2"]


def test_the_document_says_what_is_missing(plan, sign_in):
    factories.publication(plan.media_items.get(number="1"), place="Газета «Без следа»")
    answer = sign_in("programmes").get(FILE.format("pdf"))
    reader = PdfReader(io.BytesIO(answer.content))
    text = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata.title.startswith("Отчёт об информационном сопровождении")
    assert "Чего нет" in text
    assert "2. Ролик: сведений о публикации нет." in text
    assert "нет ни ссылки, ни снимка" in text


def test_the_document_of_an_invented_region_says_so(today):
    of = factories.programme(territory=RegionFactory(is_fictional=True))
    factories.item(of, ends_on=datetime.date(2026, 5, 20))
    assert content(period_report(MAY, JUNE), JUNE)["is_fictional"]


def test_the_workbook_has_the_plan_the_log_and_the_gaps(plan, sign_in):
    body = sign_in("directory").get(FILE.format("xlsx")).content
    items = sheet(body, "План")
    assert [row[0] for row in items[1:]] == ["1", "2"]
    assert items[2][8] == "Срок прошёл, сведений о публикации нет"
    assert items[1][7] == datetime.datetime(2026, 5, 20)
    assert sheet(body, "Журнал")[1][8] == "https://krai.example/1"
    assert sheet(body, "Чего нет")[1][4] == "сведений о публикации нет"


def test_no_cell_can_act_as_a_formula(plan, sign_in):
    factories.publication(plan.media_items.get(number="1"), place="=1+1", note="@x", published_on=MAY)
    log = sheet(sign_in("directory").get(FILE.format("xlsx")).content, "Журнал")
    assert log[1][2] == "=1+1"


def test_nobody_who_logged_is_named(plan, sign_in):
    person = "publications"
    client = sign_in(person)
    client.post("/admin/publicity/log/add/", {"channel": "tv", "place": "Эфир", "published_on": "2026-06-02"})
    files = [client.get(FILE.format("xlsx")).content, client.get(FILE.format("pdf")).content]
    assert person not in str(sheet(files[0], "Журнал"))
    assert person not in "".join(page.extract_text() for page in PdfReader(io.BytesIO(files[1])).pages)


@pytest.mark.parametrize(
    ("query", "words"),
    [("since=2026-06-10&until=2026-05-01", "Конец раньше начала."), ("since=x&until=2026-05-01", "правильную дату")],
)
def test_a_wrong_period_is_said_on_the_page_and_gives_no_file(plan, sign_in, query, words):
    client = sign_in("programmes")
    assert words in client.get(f"/admin/publicity/report/?{query}").content.decode()
    assert client.get(f"/admin/publicity/report.pdf?{query}").status_code == 404
    assert client.get(f"/admin/publicity/report.exe?{query}").status_code == 404


def test_the_page_shows_the_gaps_before_the_file_is_taken(plan, sign_in):
    text = sign_in("programmes").get(PAGE).content.decode()
    assert "Чего нет — так и будет сказано в документе" in text
    assert "2. Ролик" in text
