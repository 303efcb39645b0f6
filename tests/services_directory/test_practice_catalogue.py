"""The catalogue of practices: what came of one, its materials, the ways to narrow the list, the matrix as a table."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from openpyxl import load_workbook

from services_directory.models import Practice, PracticeFigure
from tests.factories import (
    FamilyCategoryFactory,
    HelpKindFactory,
    LegalActFactory,
    PracticeFactory,
    ProviderFactory,
    RegionFactory,
    ServiceFactory,
)
from tests.home.factories import material

pytestmark = pytest.mark.django_db
URL = "/practices/"
MATRIX = Path(__file__).parents[3] / "shared" / "facts" / "practices_matrix.csv"


def html(client, practice: Practice) -> str:
    return client.get(practice.get_absolute_url()).content.decode()


def test_results_stand_with_their_sources(client):
    practice, act = PracticeFactory(results="Семьи реже отказываются от детей"), LegalActFactory()
    PracticeFigure.objects.create(
        practice=practice, name="семей получили помощь", value=Decimal("1240.5"), unit="семей", period="2021 год",
        source_act=act, source_place="таблица 3",
    )  # fmt: skip
    page = html(client, practice)
    for said in ("Семьи реже", "1\u00a0240,5 семей", "семей получили помощь, 2021 год", act.citation, "таблица 3"):
        assert said in page
    assert "не публиковали" not in page


def test_results_that_nobody_has_published_are_said_to_be_absent(client):
    assert "Результаты этой практики не публиковали" in html(client, PracticeFactory())


def test_zero_is_a_result(client):
    practice = PracticeFactory()
    PracticeFigure.objects.create(
        practice=practice, name="отказов от детей", value=0, period="2021 год", source_place="отчёт центра, с. 3"
    )
    page = html(client, practice)
    assert "<strong>0</strong>" in page
    assert "не публиковали" not in page


def test_a_number_without_a_source_is_refused():
    figure = PracticeFigure(practice=PracticeFactory(), name="семей", value=1, period="2021 год")
    with pytest.raises(ValidationError, match="Назовите акт или отчёт"):
        figure.full_clean()


def test_as_many_queries_for_twenty_figures_as_for_one(client, django_assert_max_num_queries):
    practice = PracticeFactory()

    def add():
        act = LegalActFactory()
        PracticeFigure.objects.create(practice=practice, name="семей", value=1, period="2021 год", source_act=act)

    add()
    html(client, practice)
    with django_assert_max_num_queries(9) as one:
        html(client, practice)
    asked = len(one)
    for _n in range(20):
        add()
    html(client, practice)  # settings are read anew once a minute
    with django_assert_max_num_queries(asked):
        html(client, practice)


def test_public_materials_are_linked_and_drafts_are_not(client):
    practice = PracticeFactory()
    shown = material(title="Памятка специалисту", practices=[practice])
    material(title="Черновик памятки", practices=[practice], live=False)
    page = html(client, practice)
    assert "Памятка специалисту" in page
    assert shown.url in page
    assert "Черновик памятки" not in page


def test_the_list_is_narrowed_by_family_and_kind_of_help(client):
    category, kind = FamilyCategoryFactory(), HelpKindFactory()
    club, visit = PracticeFactory(name="Клуб отцов", categories=[category]), PracticeFactory(name="Домашний визит")
    ServiceFactory(kind=HelpKindFactory(parent=kind), practices=[visit])
    hidden = ServiceFactory(practices=[club], live=False)
    page = client.get(URL).content.decode()
    assert f'value="{kind.slug}"' in page
    assert f'value="{category.slug}"' in page
    assert f'value="{hidden.kind.slug}"' not in page
    page = client.get(URL, {"category": category.slug}).content.decode()
    assert "Клуб отцов" in page
    assert "Домашний визит" not in page
    page = client.get(URL, {"kind": kind.slug}).content.decode()
    assert "Клуб отцов" not in page
    assert "Домашний визит" in page
    assert "Практик не нашлось" in client.get(URL, {"kind": kind.slug, "category": category.slug}).content.decode()


@pytest.fixture
def region():
    region = RegionFactory(name="Область [1]: */?")
    north, south = ProviderFactory(name='=HYPERLINK("x")'), ProviderFactory(name="Южный центр")
    PracticeFactory(territory=region, number=1, name="@Клуб", sites=[north, south])
    PracticeFactory(territory=region, number=2, name="Визит", sites=[south, ProviderFactory(live=False)])
    PracticeFactory(territory=region, number=3, name="Черновик", sites=[north], live=False)
    PracticeFactory(name="Чужая", sites=[north])
    return region


def body(response) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_the_matrix_is_a_workbook_in_which_no_text_acts(client, region):
    response = client.get(f"{URL}data.xlsx", {"territory": region.slug})
    assert "attachment" in response["Content-Disposition"]
    (sheet,) = load_workbook(io.BytesIO(body(response))).worksheets
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[1:] for row in rows] == [
        ["1. @Клуб", "2. Визит", "Всего"],
        ["да", None, 1],
        ["да", "да", 2],
        [2, 1, 3],
    ]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheet.freeze_panes == "B2"


def test_the_matrix_is_a_csv_in_which_no_text_acts(client, region):
    text = body(client.get(f"{URL}data.csv", {"territory": region.slug})).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[1] == ["Организация", "1. @Клуб", "2. Визит", "Всего"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert rows[-1] == ["Всего организаций", "2", "1", "3"]
    assert "Чужая" not in text
    assert "Чужая" in body(client.get(f"{URL}data.csv")).decode()


def test_no_other_table_is_offered(client, region):
    assert client.get(f"{URL}data.ods").status_code == 404
    assert body(client.get(f"{URL}data.xlsx", {"territory": "no-such"}))
    assert client.post(f"{URL}data.csv").status_code == 405


def test_as_many_queries_for_twenty_practices_as_for_one(client, django_assert_max_num_queries):
    def add():
        practice = PracticeFactory(sites=ProviderFactory.create_batch(2), categories=[FamilyCategoryFactory()])
        ServiceFactory(practices=[practice])

    add()
    client.get(URL)
    with django_assert_max_num_queries(6) as one:
        client.get(URL)
    asked = len(one)
    for _n in range(20):
        add()
    client.get(URL)  # settings are read anew once a minute
    with django_assert_max_num_queries(asked):
        client.get(URL)


def test_the_matrix_of_vladimir_is_that_of_the_order(client):
    """7 practices of 17 institutions, 78 marks."""
    call_command("load_demo", only=["acts", "directory"], verbosity=0)
    text = body(client.get(f"{URL}data.csv", {"territory": "vladimir"})).decode("utf-8-sig")
    _region, heading, *rows, totals = csv.reader(io.StringIO(text), delimiter=";")
    assert (len(heading) - 2, len(rows), totals[-1]) == (7, 17, "78")
    assert sum(row[1:-1].count("да") for row in rows) == 78
    if MATRIX.exists():
        of_order = marks_of_order()
        assert totals[1:-1] == of_order.pop("учреждений по практике")
        assert {row[0]: ["1" if mark == "да" else "0" for mark in row[1:-1]] for row in rows} == of_order
    page = client.get(URL, {"territory": "vladimir"}).content.decode()
    assert page.count('class="matrix-mark"') == 78


def marks_of_order() -> dict[str, list[str]]:
    with MATRIX.open(encoding="utf-8-sig") as file:
        return {row["name"]: [row[f"p{number}"] for number in range(1, 8)] for row in csv.DictReader(file)}
