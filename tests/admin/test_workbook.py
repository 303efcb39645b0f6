"""A programme goes out to Excel and comes back: only what was changed changes, and nothing before a person agrees."""

import datetime
import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from measures.models import BudgetLine, Executor, Indicator, IndicatorValue, Measure, WorkbookReading
from measures.workbook.exporting import workbook
from measures.workbook.planning import plan
from measures.workbook.receiving import receive
from measures.workbook.rows import INDICATOR_COLUMNS, MEASURE_COLUMNS
from tests.factories import DirectionFactory, IndicatorFactory, ProgrammeFactory
from tests.measures.factories import small_programme

pytestmark = pytest.mark.django_db
MONEY = "2016 · Бюджет региона · утверждено, ₽"


@pytest.fixture
def programme():
    made = small_programme(year_from=2016, year_to=2017)
    measure = Measure.objects.get(number="1.1")
    Executor.objects.create(measure=measure, name="Центр «Семья»", by_agreement=True, sort_order=0)
    Executor.objects.create(measure=measure, name="Школа", role=Executor.Role.PARTNER, sort_order=1)
    source = BudgetLine.objects.filter(source__code="fund").first().source
    BudgetLine.objects.create(measure=measure, year=2017, source=source, not_required=True)
    BudgetLine.objects.create(measure=measure, year=2016, source=source, amount=0)
    BudgetLine.objects.create(measure=measure, year=None, source=source, amount=Decimal("10.50"), stage="spent")
    return made


class Book:
    """The exported workbook as a person has it open: cells by the number of the row and the label of the column."""

    def __init__(self, programme):
        self.book = load_workbook(io.BytesIO(b"".join(workbook(programme))))

    def column(self, sheet: str, label: str) -> int:
        return next(cell.column for cell in self.book[sheet][1] if cell.value == label)

    def cell(self, sheet: str, number: str, label: str):
        at = self.column(sheet, "Номер")
        row = next(row for row in self.book[sheet].iter_rows(min_row=2) if row[at - 1].value == number)
        return self.book[sheet].cell(row[0].row, self.column(sheet, label))

    def type(self, sheet: str, number: str, label: str, value) -> str:
        cell = self.cell(sheet, number, label)
        cell.value = value
        return cell.coordinate

    def append(self, sheet: str, **values) -> int:
        row = self.book[sheet].max_row + 1
        for label, value in values.items():
            self.book[sheet].cell(row, self.column(sheet, label.replace("_", " "))).value = value
        return row

    def file(self, name="filled.xlsx") -> SimpleUploadedFile:
        content = io.BytesIO()
        self.book.save(content)
        return SimpleUploadedFile(name, content.getvalue())

    def plan(self):
        programme, content = receive(self.file())
        return plan(programme, content)


def changes(made) -> list[tuple]:
    return [change for row in made.rows for change in row.changes]


def reasons(made) -> list[tuple]:
    return [(row.sheet, *reason) for row in made.rows for reason in row.reasons]


@pytest.fixture
def client(sign_in):
    return sign_in("programmes")


def upload(client, book):
    response = client.post(reverse("measures_workbooks"), {"file": book.file()})
    return reverse("measures_workbook", args=[WorkbookReading.objects.get().pk]), response


def agree(client, address, how="draft"):
    digest = client.get(address).context["plan"].digest
    return client.post(address, {"how": how, "digest": digest, "save": "1"})


def test_a_table_that_nobody_has_touched_changes_nothing(client, programme):
    address, response = upload(client, Book(programme))
    assert response.url == address
    page = client.get(address).content.decode()
    assert "Изменений нет" in page
    assert "Загрузить всё" not in page


def test_absent_zero_and_not_required_stay_three_things(programme):
    book = Book(programme)
    values = {
        label: book.cell("Мероприятия", "1.1", label).value
        for label in (
            MONEY,
            "2016 · Фонд · утверждено, ₽",
            "2017 · Фонд · утверждено, ₽",
            "2017 · Бюджет региона · утверждено, ₽",
            "без года · Фонд · израсходовано, ₽",
        )
    }
    assert list(values.values()) == [300, 0, "не требуется", None, 10.5]


def test_each_state_of_money_can_be_typed(client, programme):
    book = Book(programme)
    book.type("Мероприятия", "1.1", MONEY, None)
    book.type("Мероприятия", "1.1", "2016 · Фонд · утверждено, ₽", "не требуется")
    book.type("Мероприятия", "1.1", "2017 · Фонд · утверждено, ₽", 0)
    book.type("Мероприятия", "1.1", "2017 · Бюджет региона · уточнено, ₽", "1 000,50")
    address, _response = upload(client, book)
    agree(client, address)
    draft = Measure.objects.get(number="1.1").get_latest_revision_as_object()
    lines = {
        (line.year, line.source.code, line.stage): "needless" if line.not_required else line.amount
        for line in draft.budget_lines.all()
    }
    assert lines == {
        (2016, "fund", "approved"): "needless",
        (2017, "fund", "approved"): 0,
        (2017, "regional_budget", "amended"): Decimal("1000.50"),
        (None, "fund", "spent"): Decimal("10.50"),
    }


@pytest.mark.parametrize(
    ("label", "typed", "field", "expected"),
    [
        ("Номер", "1.10", "number", "1.10"),
        ("Название", "Новое название", "title", "Новое название"),
        ("Направление, номер", "2", "direction", "2"),
        ("Исполнители, по одному в строке", "Центр\nучаствует: Школа (по согласованию)", "executors", None),
        ("Срок, как в акте", "2016–2017 годы", "term", "2016–2017 годы"),
        ("Начало", datetime.datetime(2016, 2, 3), "starts_on", datetime.date(2016, 2, 3)),
        ("Конец", "30.11.2016", "ends_on", datetime.date(2016, 11, 30)),
        ("Состояние", "Выполнено", "reported_status", "done"),
        ("На чём основано состояние", "Отчёт за 2016 год", "status_reason", "Отчёт за 2016 год"),
        ("Что обещано", "40 семей", "expected_result", "40 семей"),
        ("Название в акте", "Проведение школы", "official_title", "Проведение школы"),
    ],
)
def test_every_column_of_measures_comes_back(client, programme, label, typed, field, expected):
    DirectionFactory(programme=programme, number="2", title="Другое")
    book = Book(programme)
    book.type("Мероприятия", "1.1", "На чём основано состояние", "Отчёт за 2016 год")
    where = book.type("Мероприятия", "1.1", label, typed)
    address, _response = upload(client, book)
    made = client.get(address).context["plan"]
    assert reasons(made) == []
    assert where in {change[0] for change in changes(made)}
    pk = Measure.objects.get(number="1.1").pk
    agree(client, address)
    draft = Measure.objects.get(pk=pk).get_latest_revision_as_object()
    value = getattr(draft, field)
    if field == "direction":
        assert value.number == expected
    elif field == "executors":
        assert [(each.name, each.role, each.by_agreement) for each in value.all()] == [
            ("Центр", "lead", False),
            ("Школа", "partner", True),
        ]
    else:
        assert value == expected


@pytest.mark.parametrize(
    ("label", "typed", "field", "expected"),
    [
        ("Номер", "1.1", "number", "1.1"),
        ("Часть показателя, номер", "2", "parent", "2"),
        ("Название", "Семей с помощью", "name", "Семей с помощью"),
        ("Единица", "детей", "unit", "детей"),
        ("Вид значения", "доля, %", "value_kind", "share"),
        ("Что лучше", "больше — лучше", "better", "more"),
        ("Как получен итог", "сумма лет", "aggregation", "sum"),
        ("Название в акте", "Численность семей", "official_name", "Численность семей"),
        ("до начала · план", 4, ("baseline", None, "plan"), Decimal(4)),
        ("2016 · план", "7,25", ("year", 2016, "plan"), Decimal("7.25")),
        ("2016 · факт", 0, ("year", 2016, "fact"), Decimal(0)),
        ("2017 · план", "—", ("year", 2017, "plan"), None),
        ("в конце · факт", 5, ("end", None, "fact"), Decimal(5)),
    ],
)
def test_every_column_of_indicators_comes_back(client, programme, label, typed, field, expected):
    IndicatorFactory(programme=programme, number="2", name="Всего")
    book = Book(programme)
    where = book.type("Показатели", "1", label, typed)
    address, _response = upload(client, book)
    made = client.get(address).context["plan"]
    assert [change[0] for change in changes(made)] == [where]
    agree(client, address)
    draft = Indicator.objects.order_by("pk").first().get_latest_revision_as_object()
    if isinstance(field, tuple):
        assert {(v.period, v.year, v.kind): v.value for v in draft.values.all()}[field] == expected
    else:
        value = getattr(draft, field)
        assert (value.number if field == "parent" else value) == expected


def test_the_columns_are_those_that_the_tests_above_try():
    assert (len(MEASURE_COLUMNS), len(INDICATOR_COLUMNS)) == (11, 8)


def test_a_dash_and_an_empty_cell_of_an_indicator_differ(programme):
    book = Book(programme)
    assert book.cell("Показатели", "1", "до начала · план").value == "—"
    book.type("Показатели", "1", "до начала · план", None)
    assert [change[1:] for change in changes(book.plan())] == [("до начала · план", "—", "")]


def test_yes_and_no_stay_words(programme):
    indicator = programme.indicators.create(number="2", name="Есть банк данных", value_kind="yes-no", position=2)
    IndicatorValue.objects.create(indicator=indicator, period="end", value=1)
    book = Book(programme)
    assert book.cell("Показатели", "2", "в конце · план").value == "да"
    book.type("Показатели", "2", "в конце · план", "нет")
    assert [change[2:] for change in changes(book.plan())] == [("да", "нет")]


def test_another_spelling_of_the_same_sum_is_no_change(programme):
    book = Book(programme)
    book.type("Мероприятия", "1.1", MONEY, "300,00 руб.")
    assert changes(book.plan()) == []


def test_a_new_row_becomes_a_draft_and_a_row_left_out_stays(client, programme):
    book = Book(programme)
    book.append("Мероприятия", Номер="2.1", Название="Новое мероприятие")
    book.book["Мероприятия"].delete_rows(3)
    address, _response = upload(client, book)
    made = client.get(address).context["plan"]
    assert made.left == [("Мероприятия", 1)]
    agree(client, address)
    new = Measure.objects.get(number="2.1")
    assert (new.live, new.programme) == (False, programme)
    assert Measure.objects.filter(programme=programme).count() == 5


@pytest.mark.parametrize(
    ("sheet", "label", "typed", "why"),
    [
        ("Мероприятия", MONEY, "тысяча", "не сумма в рублях"),
        ("Мероприятия", MONEY, "-5", "не сумма в рублях"),
        ("Мероприятия", MONEY, "1.234", "не сумма в рублях"),
        ("Мероприятия", "Начало", "32.01.2016", "такого дня нет"),
        ("Мероприятия", "Начало", "скоро", "не дата"),
        ("Мероприятия", "Состояние", "Сделано", "нет такого значения"),
        ("Мероприятия", "Направление, номер", "9", "нет такого направления"),
        ("Мероприятия", "Номер", "1.2", "повторяется"),
        ("Мероприятия", "Номер", "1/1", "буквы, цифры, точка и дефис"),
        ("Мероприятия", "Название", None, "не может быть пустым"),
        ("Мероприятия", "Название", "я" * 256, "длиннее 255 знаков"),
        ("Мероприятия", "Исполнители, по одному в строке", "отвечает:", "исполнитель не назван"),
        ("Показатели", "2016 · план", "много", "не значение"),
        ("Показатели", "Часть показателя, номер", "7", "нет такого показателя"),
        ("Показатели", "Часть показателя, номер", "1", "нет такого показателя"),
    ],
)
def test_a_refused_cell_is_named_with_its_sheet_and_reason(client, programme, sheet, label, typed, why):
    book = Book(programme)
    number = "1" if sheet == "Показатели" else "1.1"
    where = book.type(sheet, number, label, typed)
    book.type("Мероприятия", "1.3", "Название", "Это правильная правка")
    address, _response = upload(client, book)
    page = client.get(address)
    found = reasons(page.context["plan"])
    assert [(found_sheet, cell) for found_sheet, cell, _why in found] == [(sheet, where)]
    assert why in found[0][2]
    assert f"{sheet}!{where}" in page.content.decode()
    client.post(address, {"how": "draft", "digest": page.context["plan"].digest, "save": "1"})
    assert not Measure.objects.get(number="1.3").has_unpublished_changes, "all or nothing"


def test_a_status_without_its_reason_is_refused(programme):
    book = Book(programme)
    book.type("Мероприятия", "1.1", "Состояние", "Выполнено")
    ((_sheet, _cell, why),) = reasons(book.plan())
    assert "требует основания" in why


def test_an_unknown_and_a_repeated_column_are_refused(programme):
    book = Book(programme)
    sheet = book.book["Мероприятия"]
    sheet.cell(1, sheet.max_column + 1).value = "2031 · Фонд · утверждено, ₽"
    sheet.cell(1, sheet.max_column + 1).value = "Название"
    found = reasons(book.plan())
    assert [why.split(":")[0] for _sheet, _cell, why in found] == [
        "графа «Название» повторяется",
        "нет такой графы",
        "графа «Название» повторяется",
    ]


def test_a_column_left_out_changes_nothing(programme):
    book = Book(programme)
    book.book["Мероприятия"].delete_cols(book.column("Мероприятия", MONEY))
    assert changes(book.plan()) == []


def test_keys_of_another_programme_or_twice_are_refused(programme):
    book = Book(programme)
    sheet = book.book["Мероприятия"]
    sheet["A3"].value, sheet["A4"].value = "999999", sheet["A2"].value
    whys = [why for _sheet, _cell, why in reasons(book.plan())]
    assert "ключа «999999» в этой программе нет; у новой строки ключ пустой" in whys
    assert "этот ключ уже стоит в строке 2" in whys


def test_a_row_that_was_changed_on_the_portal_meanwhile_is_not_overwritten(programme):
    book = Book(programme)
    book.type("Мероприятия", "1.1", "Название", "Из файла")
    Measure.objects.filter(number="1.1").update(term="Другой срок")
    assert "изменили на портале после выгрузки" in reasons(book.plan())[0][2]
    Measure.objects.filter(number="1.2").update(term="Другой срок")
    assert len(reasons(book.plan())) == 2, "an old file would set the old term again"


def test_a_programme_that_changes_while_a_person_looks_is_shown_again(client, programme):
    book = Book(programme)
    book.type("Мероприятия", "1.1", "Название", "Из файла")
    address, _response = upload(client, book)
    digest = client.get(address).context["plan"].digest
    Measure.objects.filter(number="1.1").update(title="С портала")
    page = client.post(address, {"how": "draft", "digest": digest, "save": "1"})
    assert "Программа изменилась, пока вы смотрели" in page.content.decode()
    assert WorkbookReading.objects.exists()


def test_a_draft_goes_out_and_is_not_public(client, programme):
    measure = Measure.objects.get(number="1.1")
    measure.title = "Черновик"
    measure.save_revision()
    assert Book(programme).cell("Мероприятия", "1.1", "Название").value == "Черновик"
    address, _response = upload(client, Book(programme))
    assert client.get(address).context["plan"].shown == []


def test_an_editor_keeps_drafts_or_sends_them_and_cannot_publish(client, programme):
    book = Book(programme)
    book.type("Мероприятия", "1.1", "Название", "Из файла")
    address, _response = upload(client, book)
    assert "Сразу опубликовать" not in client.get(address).content.decode()
    assert agree(client, address, "publish").status_code == 200
    assert agree(client, address, "review").status_code == 302
    measure = Measure.objects.get(number="1.1")
    assert measure.title != "Из файла"
    assert measure.workflow_in_progress


def test_a_moderator_may_publish_at_once(sign_in, programme):
    client, book = sign_in("moderator"), Book(programme)
    book.type("Мероприятия", "1.1", "Название", "Из файла")
    book.append("Показатели", Номер="2", Название="Новый", Вид_значения="число")
    address, _response = upload(client, book)
    assert agree(client, address, "publish").status_code == 302
    assert Measure.objects.get(number="1.1").title == "Из файла"
    assert Indicator.objects.get(number="2").live
    assert Executor.objects.filter(measure__number="1.1").count() == 2, "what was not touched is still there"


def test_a_record_at_a_moderator_waits(programme, sign_in):
    measure = Measure.objects.get(number="1.1")
    measure.save_revision()
    measure.get_workflow().start(measure, None)
    book = Book(programme)
    book.type("Мероприятия", "1.1", "Название", "Из файла")
    assert "на проверке у модератора" in reasons(book.plan())[0][2]


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"a;b\n1;2", "не таблица, выгруженная с портала"), (b"%PDF-1.4", "PDF"), (b"PK\x03\x04rubbish", "повреждён")],
)
def test_a_file_that_is_no_such_table_is_refused_in_words(client, programme, content, why):
    page = client.post(reverse("measures_workbooks"), {"file": SimpleUploadedFile("a.xlsx", content)})
    assert why in page.content.decode()
    assert not WorkbookReading.objects.exists()


def test_no_text_of_the_table_is_a_formula(programme):
    Measure.objects.filter(number="1.1").update(title="=HYPERLINK(1)", term="+2")
    book = Book(programme)
    assert book.cell("Мероприятия", "1.1", "Название").data_type == "s"
    assert changes(book.plan()) == []


def test_money_beyond_what_a_sheet_keeps_exactly_comes_back_to_the_kopeck(programme):
    BudgetLine.objects.filter(measure__number="1.1", year=2016, source__code="regional_budget").update(
        amount=Decimal("98765432109876.54")
    )
    assert changes(Book(programme).plan()) == []


def test_twenty_measures_cost_the_queries_of_one(programme, django_assert_num_queries, django_assert_max_num_queries):
    with django_assert_max_num_queries(20) as few:
        b"".join(workbook(programme))
    for number in range(20):
        Measure.objects.create(programme=programme, number=f"6.{number}", title="Ещё")
    with django_assert_num_queries(len(few.captured_queries)):
        b"".join(workbook(programme))


def test_a_programme_without_rows_gives_an_empty_table_to_fill(client):
    programme = ProgrammeFactory(slug="empty", year_from=2026, year_to=2027, live=False)
    book = Book(programme)
    book.append("Мероприятия", Номер="1", Название="Первое")
    address, _response = upload(client, book)
    agree(client, address)
    assert Measure.objects.get(programme=programme).title == "Первое"
