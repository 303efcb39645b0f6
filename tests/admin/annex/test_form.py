"""From a file to the draft of a programme: nothing before the person agrees, then all or nothing."""

import io
import re
from decimal import Decimal
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from measures.annex.editing import Editing, as_posted
from measures.models import AnnexReading, Indicator, Measure, Programme
from tests.admin.annex.posting import post
from tests.factories import MeasureFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db

ANNEX = "\n".join(
    [
        "Общий объем финансирования составляет 300,5 тыс. руб.",
        "№ п/п\tМероприятие\tОжидаемые результаты\tИсполнители\tСроки\tОбъем финансирования (рублей)\t\t",
        "\t\t\t\t\tВсего\t2024 г.\t2025 г.",
        "1.\tРабота с семьями\t\t\t\t\t\t",
        "1.1\tШкола для родителей\tОбучены 40 семей\tЦентр «Семья», Фонд (по согласованию)\t2024-2025 гг.\t300,50"
        "\t100,50 средства Фонда\t200,00 бюджет области",
        "1.2\tСправочник\t\tЦентр «Семья»\tII квартал 2024 г.\t0\t0\t-",
        "\tИтого:\t\t\t\t300,50\t100,50 средства Фонда\t200,00 бюджет области",
        "",
        "Показатели",
        "№\tНаименование показателя\tЕд. изм.\tк началу\t2024 год\t2025 год\tпо окончании",
        "1.\tСемей на сопровождении, в том числе:\tсемей\t-\t40\t50\t50",
        "1.1.\tмногодетных\tсемей\t-\t4\t5\t5",
        "2.\tЕсть банк данных\tда/нет\tнет\tда\tда\tда",
    ]
)


@pytest.fixture
def reading(client, draft):
    response = client.post(reverse("measures_annexes"), {"programme": draft.pk, "text": ANNEX})
    found = AnnexReading.objects.get()
    assert response.url == reverse("measures_annex", args=[found.pk])
    return found


def test_reading_an_annex_puts_nothing_into_the_programme(client, reading, draft):
    page = client.get(reverse("measures_annex", args=[reading.pk])).content.decode()
    assert "Школа для родителей" in page
    assert "строка 5" in page
    assert not Measure.objects.exists()
    assert not draft.directions.exists()


def test_the_unit_that_the_text_gives_is_offered_with_a_warning(client, reading):
    assert reading.content["unit"] == 1000
    page = client.get(reverse("measures_annex", args=[reading.pk])).content.decode()
    assert "В шапке таблицы другая единица" in page


def test_the_sums_are_held_against_the_totals_of_the_annex(client, reading):
    sums = client.get(reverse("measures_annex", args=[reading.pk])).context["sums"]
    assert sums.whole == "300\u00a0500\u00a0₽"
    assert sums.checks
    assert all(check["agrees"] for check in sums.checks)


def test_what_was_agreed_fills_the_draft(client, reading, draft):
    assert post(client, reading, save="1").status_code == 302
    school, book = Measure.objects.filter(programme=draft).order_by("position")
    assert (school.number, school.title, school.live, school.direction.title) == (
        "1.1",
        "Школа для родителей",
        False,
        "Работа с семьями",
    )
    lines = [(line.year, line.source.code, line.amount) for line in school.budget_lines.order_by("year")]
    assert lines == [(2024, "fund", Decimal(100500)), (2025, "regional_budget", Decimal(200000))]
    assert [(each.name, each.by_agreement) for each in school.executors.all()] == [
        ("Центр «Семья»", False),
        ("Фонд", True),
    ]
    assert (f"{book.starts_on}", f"{book.ends_on}") == ("2024-04-01", "2024-06-30")
    assert not book.budget_lines.exists()


def test_indicators_keep_a_dash_apart_from_a_zero(client, reading, draft):
    post(client, reading, save="1")
    whole, part, bank = Indicator.objects.filter(programme=draft).order_by("position")
    assert part.parent == whole
    assert whole.values.get(period="baseline").value is None
    assert whole.values.get(period="year", year=2024).value == 40
    assert (bank.value_kind, bank.values.get(period="baseline").value) == ("yes-no", 0)


@pytest.mark.parametrize("typed", ["1 00", "4.000", "не менее 5"])
def test_a_doubtful_figure_is_taken_as_the_act_has_it_and_from_nobody_else(client, draft, typed):
    client.post(
        reverse("measures_annexes"), {"programme": draft.pk, "text": ANNEX.replace("\t4\t5\t5", "\t1 00\t5\t5")}
    )
    reading = AnnexReading.objects.get()
    for _time in (1, 2):
        page = post(client, reading, save="1", **{"i-2-plan-2024": "да", "i-0-plan-2024": typed}).content.decode()
        assert "В программу ничего не вошло" in page
        assert typed in page
        reading.refresh_from_db()
    post(client, reading, save="1", **{"i-0-plan-2024": "40"})
    assert Indicator.objects.get(number="1.1").values.get(year=2024).value == 100


def test_the_programme_gets_its_directions_and_stated_totals(client, reading, draft):
    post(client, reading, save="1")
    draft = Programme.objects.get(pk=draft.pk)
    assert [each.title for each in draft.directions.all()] == ["Работа с семьями"]
    assert (draft.unit, draft.stated_totals.filter(place="строка итогов таблицы", year=None).get().amount) == (
        1000,
        Decimal(300500),
    )
    assert not AnnexReading.objects.exists()


def test_what_a_person_changed_is_what_is_saved(client, reading, draft):
    post(
        client,
        reading,
        save="1",
        **{"m-0-title": "Школа", "m-0-money": "2024; Фонд; 7,25\n—; regional_budget; не требуется", "u-unit": "1"},
    )
    school = Measure.objects.get(programme=draft, number="1.1")
    assert school.title == "Школа"
    assert {(line.year, line.amount, line.not_required) for line in school.budget_lines.all()} == {
        (2024, Decimal("7.25"), False),
        (None, None, True),
    }


def test_a_row_that_is_not_taken_stays_out(client, reading, draft):
    data = as_posted(Editing(reading))
    del data["m-1-take"]
    client.post(reverse("measures_annex", args=[reading.pk]), {**data, "save": "1"})
    assert [each.number for each in Measure.objects.filter(programme=draft)] == ["1.1"]


@pytest.mark.parametrize(
    ("money", "fault"),
    [
        ("2024; Фонд", "нужны год, источник и сумма"),
        ("2024; Марс; 5", "нет такого источника"),
        ("24; Фонд; 5", "не год"),
        ("000002026999; Фонд; 5", "не год"),
        ("2024; Фонд; много", "не сумма"),
        ("2024; Фонд; 1 00", "не сумма"),
        ("2024; Фонд; 1 000 тыс. руб.", "Напишите только число"),
        ("2024; Фонд; " + "9" * 40, "такой большой суммы не бывает"),
        ("2024; Фонд; 5\n2024; fund; 6", "названы дважды"),
    ],
)
def test_a_faulty_line_saves_nothing_and_stays_as_typed(client, reading, money, fault):
    page = post(client, reading, save="1", **{"m-0-money": money}).content.decode()
    assert fault in page
    assert not Measure.objects.exists()
    again = client.get(reverse("measures_annex", args=[reading.pk])).content.decode()
    assert money.splitlines()[-1] in again


def test_who_agrees_a_second_time_is_told_that_it_is_done(client, reading, draft):
    data = {**as_posted(Editing(reading)), "save": "1"}
    address = reverse("measures_annex", args=[reading.pk])
    client.post(address, data)
    before = Measure.objects.filter(programme=draft).values_list("pk", "latest_revision_id")
    known = list(before)
    again = client.post(address, data, follow=True)
    assert again.redirect_chain[0][0] == reverse("measures_annexes")
    assert "уже внесено в программу или удалено" in again.content.decode()
    assert list(before.all()) == known


def test_one_row_that_cannot_be_stored_saves_none(client, reading):
    page = post(client, reading, save="1", **{"m-1-number": "1.1"}).content.decode()
    assert "Мероприятие с таким номером в этой программе уже есть" in page
    assert not Measure.objects.exists()
    assert AnnexReading.objects.exists()


def test_a_measure_that_is_there_gets_a_revision_and_keeps_its_public_text(client, reading, draft):
    old = MeasureFactory(programme=draft, number="1.1", title="Прежнее название", live=True)
    page = client.get(reverse("measures_annex", args=[reading.pk])).content.decode()
    assert "уже есть: изменится" in page
    post(client, reading, save="1")
    old.refresh_from_db()
    assert old.title == "Прежнее название"
    assert old.get_latest_revision_as_object().title == "Школа для родителей"


def test_a_published_programme_is_not_filled(client, reading, draft):
    Programme.objects.filter(pk=draft.pk).update(live=True)
    assert "только черновик" in post(client, reading, save="1").content.decode()
    assert not Measure.objects.exists()


def test_a_reading_can_be_thrown_away(client, reading):
    assert post(client, reading, delete="1").status_code == 302
    assert not AnnexReading.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("scan.pdf", b"%PDF-1.7 ...", "Это PDF"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 100, "не прочитать"),
        ("broken.docx", b"PK\x03\x04broken", "Файл повреждён"),
        ("letter.txt", "Просто письмо без таблиц".encode(), "Таблицы мероприятий или показателей здесь нет"),
    ],
)
def test_a_wrong_file_is_refused_in_words(client, draft, name, content, fault):
    file = SimpleUploadedFile(name, content)
    page = client.post(reverse("measures_annexes"), {"programme": draft.pk, "file": file}).content.decode()
    assert fault in page
    assert not AnnexReading.objects.exists()


def test_a_file_in_the_windows_encoding_is_read(client, draft):
    file = SimpleUploadedFile("annex.txt", ANNEX.encode("cp1251"))
    client.post(reverse("measures_annexes"), {"programme": draft.pk, "file": file})
    assert len(AnnexReading.objects.get().content["measures"]) == 2


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    for line in ANNEX.splitlines():
        sheet.append([number(cell) for cell in line.split("\t")])
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def number(cell: str):
    """As Excel would keep it: «300,50» is a number, «1.1» a text."""
    return float(cell.replace(",", ".")) if re.fullmatch(r"\d+,\d+", cell) else cell


@pytest.mark.parametrize(
    ("name", "content"),
    [("annex.xlsx", workbook()), ("annex.csv", ANNEX.replace(";", ",").replace("\t", ";").encode("utf-8-sig"))],
)
def test_a_table_of_excel_is_read_as_the_pasted_one(client, draft, name, content):
    file = SimpleUploadedFile(name, content)
    client.post(reverse("measures_annexes"), {"programme": draft.pk, "file": file})
    read = AnnexReading.objects.get().content
    assert [(row["number"], row["money"].replace("\xa0", " ")) for row in read["measures"]] == [
        ("1.1", "2024; Фонд; 100,5\n2025; Бюджет региона; 200"),
        ("1.2", ""),
    ]
    assert (len(read["indicators"]), read["unit"]) == (3, 1000)


def test_a_bomb_is_refused_before_it_is_unpacked(client, draft):
    stored = io.BytesIO()
    with ZipFile(stored, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    file = SimpleUploadedFile("bomb.docx", stored.getvalue())
    page = client.post(reverse("measures_annexes"), {"programme": draft.pk, "file": file}).content.decode()
    assert "Внутри файла" in page or "слишком много текста" in page
    assert not AnnexReading.objects.exists()


def test_only_drafts_can_be_chosen(client, draft):
    live = ProgrammeFactory()
    page = client.post(reverse("measures_annexes"), {"programme": live.pk, "text": ANNEX}).content.decode()
    assert not AnnexReading.objects.exists()
    assert live.title not in page


def test_each_row_stands_beside_the_text_it_was_read_from(client, reading):
    page = client.get(reverse("measures_annex", args=[reading.pk])).content.decode()
    assert "1.2 | Справочник |  | Центр «Семья» | II квартал 2024 г. | 0 | 0 | -" in page
    assert "1.1. | многодетных | семей | - | 4 | 5 | 5" in page
