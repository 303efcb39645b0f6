"""A broken data file: its name, the line and what is wrong are said, and nothing is loaded."""

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from measures import loading
from measures.models import FundingSource, Measure, Programme
from portal.loading import Report
from tests.measures.territories import make_directory

pytestmark = pytest.mark.django_db

SOUND = {
    "funding_sources.csv": "code,name,position\nregional_budget,Бюджет региона,1\n",
    "plan/programme.yaml": """\
kind: complex
title: Программа
territory: yugra
unit: '1000'
executors:
  department: Департамент
directions:
- number: '1'
  title: Направление
  measures:
  - number: '1.1'
    title: Первое дело
    executors:
    - who: department
    starts_on: 2016-01-01
    ends_on: 2016-12-31
    indicators: ['1']
  - number: '1.2'
    title: Второе дело
source_notes:
- text: Не сходится
  measure: '1.2'
""",
    "plan/indicators.csv": (
        "number,parent,name,unit,value_kind,better,aggregation,baseline,2016,end\n"
        "1,,Семьи,семей,count,,last,-,1 200,1 200\n"
        '1.1,1,"Семьи,\nгде трое детей",семей,count,,last,-,200,200\n'
        "2,,База данных,да/нет,yes-no,,last,нет,да,да\n"
    ),
    "plan/budget.csv": (
        "measure,year,source,amount,as_written\n"
        '1.1,2016,regional_budget,1000000,"1 000,00"\n'
        '1.2,2016,regional_budget,500000,"500,00"\n'
    ),
    "plan/stated_totals.csv": (
        'measure,year,source,amount,as_written,place\n,,,1500000,"1 500,00",Итого\n1.2,2016,,500000,"500,00",Итого\n'
    ),
}

PROGRAMME, INDICATORS, BUDGET = "plan/programme.yaml", "plan/indicators.csv", "plan/budget.csv"
BROKEN = [
    (PROGRAMME, "title: Программа\n", "titel: Программа\n", 1, "нет поля «title»"),
    (PROGRAMME, "unit: '1000'", "unit: '1000'\nbudget: '5'", 5, "неизвестное поле «budget»"),
    (PROGRAMME, "unit: '1000'", "unit: '12'", 4, "«unit»: «12» — не одно из: 1, 1000, 1000000"),
    (PROGRAMME, "unit: '1000'", "unit: '1000'\nkind: model", 5, "поле «kind» стоит дважды"),
    (PROGRAMME, "territory: yugra", "territory: utopia", 3, "«territory»: «utopia» — такого нет"),
    (PROGRAMME, "territory: yugra", "territory: yugra\nact: '1-п'", 4, "«act»: «1-п» — такого нет"),
    (PROGRAMME, "territory: yugra", "territory: [yugra]", 3, "«territory»: здесь нужен текст"),
    (PROGRAMME, "executors:\n  dep", "executors: {\n  dep", 7, "файл не читается как YAML"),
    (PROGRAMME, "2016-01-01", "01.01.2016", 15, "«starts_on»: «01.01.2016» — не дата"),
    (PROGRAMME, "2016-12-31", "2015-12-31", 11, "Конец не может быть раньше начала"),
    (PROGRAMME, "who: department", "who: ministry", 14, "«who»: «ministry» — такого нет"),
    (PROGRAMME, "number: '1.2'", "number: '1.1'", 18, "повторяет строку 11: «number» — 1.1"),
    (PROGRAMME, "indicators: ['1']", "indicators: ['7']", 17, "«indicators»: «7» — такого нет"),
    (PROGRAMME, "measure: '1.2'", "measure: '9.9'", 22, "«measure»: «9.9» — такого нет"),
    (PROGRAMME, "title: Второе дело", "title: " + "я" * 256, 18, "«название»: Убедитесь"),
    (INDICATORS, "last,-,1 200", "last,-,много", 2, "«2016»: «много» — не число"),
    (INDICATORS, "last,-,200", "last,-,NaN", 3, "«2016»: «NaN» — не число"),
    (INDICATORS, "нет,да,да", "нет,да,1", 5, "«end»: «1» — такого нет: здесь нужно «да» или «нет»"),
    (INDICATORS, "1.1,1,", "1.1,3,", 3, "«parent»: «3» — такого нет"),
    (INDICATORS, "1.1,1,", "1,,", 3, "повторяет строку 2: «number» — 1"),
    (INDICATORS, "2,,База данных", "2,,", 5, "нет поля «name»"),
    (INDICATORS, "2,,База данных", "2,База данных", 5, "ячеек 9, а граф 10"),
    (INDICATORS, "number,parent", "number,number", 1, "каждое один раз"),
    (BUDGET, "1000000", "1000000 р.", 2, "«amount»: «1000000 р.» — не число"),
    (BUDGET, "500000", "-500000", 3, "больше либо равно 0"),
    (BUDGET, "1.2,2016", "1.2,20166", 3, "«год»"),
    (BUDGET, "1.2,2016", "1.3,2016", 3, "«measure»: «1.3» — такого нет"),
    (BUDGET, "1.2,2016", "1.1,2016", 3, "повторяет строку 2: «measure» — 1.1, «year» — 2016"),
    (BUDGET, "1.2,2016,regional_budget", "1.2,2016,fund", 3, "«source»: «fund» — такого нет"),
    ("plan/stated_totals.csv", "1500000", "", 2, "нет поля «amount»"),
    ("funding_sources.csv", "code,name,position", "code,name", 2, "ячеек 3, а граф 2"),
]


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    make_directory()
    for name, text in SOUND.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    monkeypatch.setattr(loading, "DATA", tmp_path)
    return tmp_path


def test_the_sound_files_load(data):
    loading.load(Report(lambda line: None))
    assert Measure.objects.count() == 2


@pytest.mark.parametrize(("name", "old", "new", "line", "complaint"), BROKEN)
def test_a_broken_file_is_named_with_its_line_and_loads_nothing(data, name, old, new, line, complaint):
    file = data / name
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))
    with pytest.raises(CommandError) as error:
        call_command("load_demo", only=["measures"])
    assert f"{name}, строка {line}: " in str(error.value)
    assert complaint in str(error.value)
    assert not Programme.objects.exists()
    assert not FundingSource.objects.exists()


@pytest.mark.parametrize(
    ("breaking", "complaint"),
    [
        (lambda data: (data / "funding_sources.csv").unlink(), "funding_sources.csv: такого файла нет"),
        (lambda data: (data / BUDGET).write_bytes(b"\xff\xfe\x00"), "budget.csv: файл не в кодировке UTF-8"),
        (lambda data: (data / PROGRAMME).write_text("- one\n"), "строка 1: в файле должна быть одна запись"),
        (lambda data: (data / PROGRAMME).write_text(""), "строка 1: в файле должна быть одна запись"),
        (lambda data: (data / BUDGET).write_text("measure\n\x00\n"), "budget.csv, строка 2"),
    ],
)
def test_a_file_that_cannot_be_read_loads_nothing(data, breaking, complaint):
    breaking(data)
    with pytest.raises(CommandError) as error:
        call_command("load_demo", only=["measures"])
    assert complaint in str(error.value)
    assert not Programme.objects.exists()


def test_tables_may_be_left_out(data):
    shutil.copy(data / PROGRAMME, data / "programme.yaml")
    for name in (INDICATORS, BUDGET, "plan/stated_totals.csv"):
        (data / name).unlink()
    text = (data / PROGRAMME).read_text().replace("    indicators: ['1']\n", "")
    (data / PROGRAMME).write_text(text)
    loading.load(Report(lambda line: None))
    assert Measure.objects.filter(budget_lines=None).count() == 2
