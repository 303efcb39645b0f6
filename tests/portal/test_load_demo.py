"""The whole demo: everything or nothing, and the second run finds nothing to do."""

import io
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import TestCase
from wagtail.models import Page, Revision

from acts.models import LegalAct
from home import loading as home
from measures.models import Measure, Programme
from portal.management.commands import load_demo
from services_directory.models import Provider, Service, Territory

OWN_APPS = ("acts", "events", "home", "measures", "services_directory")
INITIALS = re.compile(r"\b[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+|\b[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.")


def run(**options) -> str:
    out = io.StringIO()
    # By its class: looked up by name, it and what it imports would first be read where a test has put another in place.
    call_command(load_demo.Command(), stdout=out, **options)
    return out.getvalue()


def every_row() -> dict:
    """All rows of our own apps."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for app in OWN_APPS
        for model in apps.get_app_config(app).get_models()
    }


class LoadedDemoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.said = run()

    def test_each_stage_says_what_it_did(self):
        for line in ("правовые акты: создано", "мероприятия: создано 44", "показатели: создано 63", "Готово: создано"):
            assert line in self.said

    def test_a_second_run_changes_nothing_and_says_so(self):
        before, revisions = every_row(), Revision.objects.count()
        said = run()
        assert "Без изменений" in said
        assert "создано" not in said
        assert "обновлено" not in said
        assert every_row() == before
        assert Revision.objects.count() == revisions

    def test_everything_is_public(self):
        for model in (LegalAct, Programme, Measure, Provider, Service):
            with self.subTest(model=model):
                assert model.objects.exists()
                assert not model.objects.filter(live=False).exists()

    def test_the_real_regions_and_the_fictional_one_are_told_apart(self):
        real = Territory.objects.filter(is_fictional=False, programmes__isnull=False)
        assert set(real.values_list("slug", flat=True)) == {"yugra", "tatarstan", "vladimir", "novgorod"}
        fictional = Programme.objects.filter(territory__is_fictional=True)
        assert [each.slug for each in fictional] == ["zarechny-2025-2026"]
        assert "вымышлен" in fictional.get().act_note


@pytest.mark.django_db
def test_an_error_in_a_late_stage_takes_the_early_ones_back(tmp_path, monkeypatch):
    monkeypatch.setattr(home, "DATA", tmp_path)
    pages = Page.objects.count()
    with pytest.raises(CommandError, match="Ничего не загружено"):
        run(only=["acts", "home"])
    assert not LegalAct.objects.exists()
    assert Page.objects.count() == pages


@pytest.mark.django_db
def test_only_the_named_stages_run():
    run(only=["acts"])
    assert LegalAct.objects.exists()
    assert not Programme.objects.exists()


def test_help_lists_the_parts(capsys):
    with pytest.raises(SystemExit):
        call_command("load_demo", "--help")
    said = capsys.readouterr().out
    assert "[--only PART [PART ...]]" in said
    assert re.search(r"^  words +Слова поиска$", said, re.M)


def test_a_part_that_is_not_there_is_answered_with_the_list():
    with pytest.raises(CommandError, match=r"Нет такой части: «wrods»\. Есть:\n  acts +Правовые акты\n(.|\n)*words"):
        run(only=["acts", "wrods"])


@pytest.mark.django_db
def test_a_stage_that_needs_another_says_what_is_missing():
    with pytest.raises(CommandError, match="«territory»: «novgorod» — такого нет: территория справочника"):
        run(only=["measures"])


def test_data_files_name_no_persons():
    """Orders are signed by people; the portal names their positions only."""
    files = [
        file
        for app in OWN_APPS
        for file in Path(settings.BASE_DIR, app, "data").rglob("*")
        if file.suffix in {".yaml", ".csv"}
    ]
    assert len(files) > 10
    named = {file.name: found for file in files if (found := INITIALS.findall(file.read_text()))}
    assert named == {}
