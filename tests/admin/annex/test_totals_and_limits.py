"""Totals of sections of an annex, and files that are too much or hide something."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from measures.models import AnnexReading, Measure, Programme
from tests.admin.annex.posting import post

pytestmark = pytest.mark.django_db


SECTIONS = "\n".join(
    [
        "№ п/п\tМероприятие\tИсполнители\tСроки\tОбъем финансирования, руб.\t\t",
        "\t\t\t\tВсего\tсредства Фонда\tбюджет области",
        "I.\tРабота с семьями\t\t\t\t\t",
        "1.1\tШкола\tЦентр\t2024\t300\t100\t200",
        "1.2\tКлуб\tЦентр\t2024\t50\t40\t5",
        "\tИтого по разделу I\t\t\t360\t140\t205",
        "II.\tКадры\t\t\t\t\t",
        "2.1\tКурсы\tЦентр\t2024\t0\t0\t0",
        "\tИтого по разделу II\t\t\t0\t0\t0",
        "\tИТОГО по программе\t\t\t360\t140\t205",
    ]
)


@pytest.fixture
def sections(client, draft):
    client.post(reverse("measures_annexes"), {"programme": draft.pk, "text": SECTIONS})
    return AnnexReading.objects.get()


def checks(client, reading) -> dict:
    sums = client.get(reverse("measures_annex", args=[reading.pk])).context["sums"]
    return {(each["scope"], each["sentence"]): each for each in sums.checks}


def test_the_total_of_a_section_is_held_against_its_measures(client, sections):
    """Both numbers, the difference and a sentence; by source too, and nothing where the numbers agree."""
    found = checks(client, sections)
    said = "Строки дают 345\u00a0₽, акт называет 360\u00a0₽."
    differing = found["Направление I", said]
    assert (differing["computed"], differing["stated"], differing["difference"]) == (
        "345\u00a0₽",
        "360\u00a0₽",
        "-15\u00a0₽".replace("-", differing["difference"][0]),
    )
    assert found["Направление I, Фонд", "Строки складываются в итог акта."]["agrees"]
    assert found["Направление II", "Строки складываются в итог акта."]["agrees"]
    assert {scope for scope, _said in found if found[scope, _said]["agrees"] is False} == {
        "Направление I",
        "Всего",
        "Мероприятие 1.2",
    }
    page = client.get(reverse("measures_annex", args=[sections.pk])).content.decode()
    assert "I. Работа с семьями" in page
    assert said in page


def test_totals_of_sections_and_of_measures_are_kept_as_the_act_states_them(client, sections, draft):
    post(client, sections, save="1")
    kept = Programme.objects.get(pk=draft.pk).stated_totals.all()
    of_sections = {
        (each.direction_number, each.source and each.source.code, each.amount) for each in kept if each.direction_number
    }
    assert of_sections == {
        ("I", None, 360), ("I", "fund", 140), ("I", "regional_budget", 205),
        ("II", None, 0), ("II", "fund", 0), ("II", "regional_budget", 0),
    }  # fmt: skip
    of_measures = {(each.measure_number, each.source and each.source.code, each.amount) for each in kept} - {
        (each.measure_number, each.source and each.source.code, each.amount) for each in kept if not each.measure_number
    }
    assert of_measures == {
        ("1.1", None, 300), ("1.2", None, 50),
        ("2.1", None, 0), ("2.1", "fund", 0), ("2.1", "regional_budget", 0),
    }, "a zero that the act states is kept, and no line of money is made of it"  # fmt: skip


def test_a_measure_may_be_moved_to_another_section(client, sections, draft):
    post(client, sections, save="1", **{"m-1-direction": "II"})
    assert Measure.objects.get(programme=draft, number="1.2").direction.number == "II"


def test_money_without_a_named_source_is_summed_but_not_saved(client, draft):
    text = SECTIONS.replace("средства Фонда", "особые средства").replace("\t360\t", "\t350\t")
    client.post(reverse("measures_annexes"), {"programme": draft.pk, "text": text})
    reading = AnnexReading.objects.get()
    found = checks(client, reading)
    assert "Строки дают 345\u00a0₽, акт называет 350\u00a0₽." in {said for _scope, said in found}
    assert b"errorlist" in post(client, reading, save="1").content
    assert not Measure.objects.exists()


def test_a_total_stated_twice_in_one_place_does_not_break_the_saving(client, draft):
    text = SECTIONS + "\n\tИТОГО по программе\t\t\t360\t140\t205"
    client.post(reverse("measures_annexes"), {"programme": draft.pk, "text": text})
    assert post(client, AnnexReading.objects.get(), save="1").status_code == 302


def refusal(client, draft, text: str) -> str:
    page = client.post(reverse("measures_annexes"), {"programme": draft.pk, "text": text}).content.decode()
    assert not AnnexReading.objects.exists()
    return page


def test_text_without_columns_says_where_it_comes_from(client, draft):
    text = "1.1. Создание службы 2024 Министерство 100,0\n1.2. Клуб отцов 2025 Центр 50,0"
    assert "при копировании из PDF" in refusal(client, draft, text)


def test_more_rows_than_anybody_would_look_through_are_refused(client, draft):
    head = "№\tМероприятие\tСрок\tИсполнители\n"
    many = head + "".join(f"{number}\tКлуб\t2024\tЦентр\n" for number in range(1, 1003))
    assert "Больше 1000 мероприятий" in refusal(client, draft, many)
    share = "№\tНаименование показателя\tЕд. изм.\t" + "\t".join(map(str, range(2001, 2009)))
    values = "".join(f"\n{number}\tСемей\tед." + "\t1" * 8 for number in range(1, 900))
    assert "загрузите мероприятия и показатели по отдельности" in refusal(client, draft, share + values)
    assert "строк, а за раз читается не больше 6000" in refusal(client, draft, head + "\tи ещё\t\t\n" * 6000)


def test_what_the_file_hides_is_told(client, draft):
    book = Workbook()
    for row in (["№", "Мероприятие", "Срок", "Исполнители"], [1, "Клуб", 2024, "Центр"], [2, "Старое", 2024, "Центр"]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    content = io.BytesIO()
    book.save(content)
    file = SimpleUploadedFile("annex.xlsx", content.getvalue())
    page = client.post(reverse("measures_annexes"), {"programme": draft.pk, "file": file}, follow=True)
    assert "Скрытые строки не прочитаны: 3." in page.content.decode()
