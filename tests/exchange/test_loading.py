"""Loading: all or nothing, by the rights of the workflow, with history, search and the way back."""

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry, ReferenceIndex

from exchange.models import Import
from exchange.running import check, load
from exchange.undoing import undo
from search.models import SearchEntry
from services_directory.models import Location, Provider, Service
from tests import factories
from tests.exchange.conftest import exported, only_row, outcomes

HEAD = ["Название", "Вид организации", "Территория", "Сайт", "Чем помогает"]
KIND = "центр помощи семье и детям"


def row(name="Центр «Радуга»", site="", summary=""):
    return [name, KIND, "Киржачский район", site, summary]


def service_table(*names: str):
    kind = factories.HelpKindFactory()
    factories.ProviderFactory(name="Центр")
    head = ["Организация", "Название", "Вид помощи", "Как получить", "Документы", "Кому"]
    family = factories.FamilyCategoryFactory()
    return [head, *(["Центр", name, kind.name, "Шаг 1\nШаг 2", "Паспорт | копия", family.name] for name in names)]


def test_a_moderators_import_is_published_found_and_in_the_history(loaded, district, django_user_model):
    user = django_user_model.objects.create_superuser("moderator")
    loaded([HEAD, row(summary="Помогает неполным семьям")], user=user)
    provider = Provider.objects.get()
    assert (provider.live, provider.slug, provider.has_unpublished_changes) == (True, "tsentr-raduga", False)
    assert provider.live_revision_id == provider.latest_revision_id is not None
    assert provider.first_published_at == provider.last_published_at is not None
    assert SearchEntry.objects.filter(type="provider", object_id=provider.pk).exists()
    entry = ModelLogEntry.objects.for_instance(provider).get()
    assert (entry.action, entry.user, entry.revision_id) == ("exchange.import", user, provider.latest_revision_id)
    assert entry.message == "Загружено из таблицы"
    assert ReferenceIndex.get_references_for_object(provider).exists()


def test_an_editors_import_is_a_draft_that_nobody_sees(loaded, district):
    live = factories.ProviderFactory(name="Центр", territory=district, summary="Как было")
    loaded([HEAD, row(), row("Центр", summary="Как станет")], publishes=False)
    draft = Provider.objects.get(name="Центр «Радуга»")
    assert (draft.live, draft.has_unpublished_changes) == (False, True)
    assert not SearchEntry.objects.filter(type="provider", object_id=draft.pk).exists()
    live.refresh_from_db()
    assert (live.summary, live.has_unpublished_changes) == ("Как было", True)
    assert live.get_latest_revision_as_object().summary == "Как станет"


def test_a_draft_of_an_import_is_what_the_next_import_compares_with(loaded, checked, district):
    factories.ProviderFactory(name="Центр", territory=district)
    table = [HEAD, row("Центр", summary="Как станет"), row("Новый", summary="Тоже")]
    loaded(table, publishes=False)
    assert outcomes(checked(table)) == ["same", "same"]


def test_a_draft_can_be_published_by_hand_afterwards(loaded, district):
    loaded(service_table("Психолог"), "services", publishes=False)
    service = Service.objects.get()
    service.latest_revision.publish()
    service.refresh_from_db()
    assert service.live
    assert [step.text for step in service.steps.all()] == ["Шаг 1", "Шаг 2"]
    assert service.categories.count() == 1


def test_a_service_comes_with_its_rows_and_links(loaded, district):
    loaded(service_table("Психолог", "Юрист"), "services")
    service = Service.objects.get(name="Психолог")
    assert [(each.name, each.note) for each in service.documents.all()] == [("Паспорт", "копия")]
    assert service.latest_revision.content["steps"][0]["text"] == "Шаг 1"
    assert service.latest_revision.content["categories"] == [service.categories.get().pk]
    assert SearchEntry.objects.filter(type="service").count() == 2


def test_a_place_comes_with_its_phones_and_hours_and_moves_the_search(loaded, district):
    provider = factories.ProviderFactory(name="Центр")
    table = [["Организация", "Территория", "Адрес", "Телефоны", "Часы работы"]]
    table.append(["Центр", "Киржачский район", "ул. Лесная, 1", "8 492 222-33-44", "пн 9:00–18:00"])
    loaded(table, "locations")
    place = Location.objects.get()
    assert place.live
    assert place.phones.get().number == "+74922223344"
    assert place.hours.get().weekday == 1
    assert provider.locations.get() == place


def test_namesakes_get_addresses_of_their_own(loaded, district):
    factories.ProviderFactory(name="Другой", slug="klub")
    other = factories.TerritoryFactory(name="Иной район", parent=district.parent)
    table = [HEAD, row("Клуб"), ["Клуб", KIND, other.name, "", ""]]
    loaded(table)
    assert sorted(Provider.objects.filter(name="Клуб").values_list("slug", flat=True)) == ["klub-2", "klub-3"]


def test_refused_rows_stop_everything_until_they_may_be_left_out(loaded, district):
    table = [HEAD, row(), row("Плохой", site="не адрес")]
    importing = loaded(table)
    assert (importing.state, Provider.objects.count()) == ("checked", 0)
    assert "отклонённые строки" in importing.message
    assert loaded(table, skips_refused=True).state == "done"
    assert Provider.objects.count() == 1


def test_what_was_shown_is_what_is_loaded_or_nothing(checked, district):
    importing = checked([HEAD, row(), row("Второй")], publishes=True)
    factories.ProviderFactory(name="Второй", territory=district, summary="Добавили тем временем")
    load(importing)
    assert (importing.state, Provider.objects.count()) == ("checked", 1)
    assert "изменился после проверки" in importing.message
    check(importing)
    load(importing)
    assert (importing.state, Provider.objects.count()) == ("done", 2)


def test_a_record_taken_from_the_site_stays_there_as_a_draft(loaded, district):
    provider = factories.ProviderFactory(name="Центр", territory=district, live=False)
    loaded([HEAD, row("Центр", summary="Новое")])
    provider.refresh_from_db()
    assert (provider.live, provider.has_unpublished_changes) == (False, True)


def test_a_second_import_at_once_is_told_to_wait(checked, district):
    importing = checked([HEAD, row()], publishes=True)
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [0x7461626C])
    load(importing)
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")
    other.close()
    assert (importing.state, Provider.objects.count()) == ("checked", 0)
    assert "другая таблица" in importing.message


def test_a_row_that_repeats_another_leaves_nothing_in_its_record(loaded, district):
    provider = factories.ProviderFactory(name="Центр", territory=district, inn="3300000001")
    head = ["Название", "ИНН", "Чем помогает"]
    table = [head, ["Центр", "3300000001", "Как надо"], ["Подмена", "3300000001", "Как не надо"]]
    importing = loaded(table, skips_refused=True)
    assert outcomes(importing) == ["changed", "refused"]
    provider.refresh_from_db()
    assert (provider.name, provider.summary) == ("Центр", "Как надо")


def test_undo_takes_away_the_new_and_brings_back_the_old(loaded, district, django_user_model):
    old = factories.ProviderFactory(name="Центр", territory=district, summary="Как было")
    importing = loaded([HEAD, row(), row("Центр", summary="Как станет")])
    undo(importing, django_user_model.objects.create_superuser("moderator"))
    assert importing.state == "undone"
    assert list(Provider.objects.all()) == [old]
    old.refresh_from_db()
    assert (old.summary, old.live, old.has_unpublished_changes) == ("Как было", True, False)
    assert list(ModelLogEntry.objects.for_instance(old).values_list("action", flat=True)) == [
        "exchange.undo",
        "exchange.import",
    ]
    assert not SearchEntry.objects.filter(card__title="Центр «Радуга»").exists()


def test_undo_of_services_brings_back_rows_and_links(loaded, district):
    loaded(service_table("Психолог"), "services")
    before = exported("services")
    head, service = before
    changed = [*service]
    changed[head.index("Как получить")], changed[head.index("Кому")] = "Иначе", ""
    importing = loaded([head, changed], "services", clears=True)
    assert exported("services") != before
    undo(importing, None)
    assert exported("services") == before


def test_undo_of_drafts_leaves_no_draft(loaded, district):
    provider = factories.ProviderFactory(name="Центр", territory=district, summary="Как было")
    importing = loaded([HEAD, row("Центр", summary="Как станет"), row()], publishes=False)
    undo(importing, None)
    provider.refresh_from_db()
    assert (importing.state, provider.has_unpublished_changes, Provider.objects.count()) == ("undone", False, 1)
    assert provider.get_latest_revision_as_object().summary == "Как было"


def test_undo_names_the_record_that_somebody_has_changed_since(loaded, district):
    importing = loaded([HEAD, row(), row("Второй")])
    provider = Provider.objects.get(name="Второй")
    provider.summary = "Дописали руками"
    provider.save_revision().publish()
    undo(importing, None)
    assert (importing.state, Provider.objects.count()) == ("done", 2)
    assert "«Второй»" in importing.message


def test_undo_names_what_refers_to_a_new_record(loaded, district):
    importing = loaded([HEAD, row()])
    factories.ServiceFactory(provider=Provider.objects.get(), name="Психолог")
    undo(importing, None)
    assert (importing.state, Provider.objects.count()) == ("done", 1)
    assert "«Психолог»" in importing.message


def test_hundreds_of_records_cost_the_statements_of_one(checked, district, settings):
    # Who refers to whom is for the worker, as after any save.
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def cost(number: int) -> int:
        importing = checked([HEAD, *(row(f"Центр {number} {each}") for each in range(number))], publishes=True)
        with CaptureQueriesContext(connection) as queries:
            load(importing)
        assert importing.state == "done"
        return len(queries)

    # What is remembered between imports is asked of the first; the search may take one round more for many words.
    cost(1)
    assert cost(100) <= cost(2) + 2


def test_the_command_says_what_it_would_do_and_does_it(write, district, capsys):
    path = write([HEAD, row()], "реестр.csv")
    call_command("import_directory", str(path), "--dry-run")
    assert "новая: 1" in capsys.readouterr().out
    assert not Provider.objects.exists()
    call_command("import_directory", str(path))
    assert "Загружено записей: 1" in capsys.readouterr().out
    assert not Provider.objects.get().live


def test_the_bench_leaves_nothing(db, capsys):
    factories.TerritoryFactory()
    factories.HelpKindFactory()
    factories.ServiceFormFactory()
    factories.FamilyCategoryFactory()
    call_command("bench_import", "40")
    assert "services, changed" in capsys.readouterr().out
    assert not Provider.objects.exists()
    assert not Import.objects.exists()


def test_an_import_without_rows_says_so(checked, district):
    importing = checked([HEAD, ["", "", "", "", ""]])
    assert (importing.state, importing.rows.count()) == ("failed", 0)
    assert "нет ни одной строки" in importing.message


def test_changes_of_a_new_row_are_kept_short_for_the_screen(checked, district):
    found = only_row(checked([HEAD, row(summary="слово " * 500)]))
    shown = next(new for label, _old, new in found.changes if label == "Чем помогает")
    assert len(shown) == 601
