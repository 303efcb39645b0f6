"""The screens of an import, from the file to its undoing, and who may do what on them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from exchange.models import Import
from services_directory.models import Provider
from tests import factories

HEAD = ["Учреждение", "Чем является", "Район", "Сайт"]
KIND = "центр помощи семье и детям"
ROOT = "/admin/directory/import/"


@pytest.fixture
def table(write):
    factories.TerritoryFactory(name="Киржачский район")
    return write(
        [HEAD, ["Центр «Радуга»", KIND, "Киржачский район", "https://example.org"], ["Плохой", "клуб", "", ""]]
    )


def upload(client, path, name: str = "Реестр.xlsx"):
    return client.post(ROOT, {"kind": "providers", "file": SimpleUploadedFile(name, path.read_bytes())})


def address(view: str) -> str:
    return reverse(f"exchange_{view}", args=[Import.objects.get().uuid])


def name_columns(client, **more):
    answer = {"column-0": "name", "column-1": "kind", "column-2": "territory", "column-3": "website"}
    return client.post(address("columns"), {**answer, "clears": "", **more})


def test_from_a_file_to_published_records_and_back(sign_in, table):
    client = sign_in("moderator")
    assert upload(client, table).headers["Location"] == address("columns")
    page = client.get(address("columns")).content.decode()
    assert "Чем является" in page
    assert "Вид организации" in page
    name_columns(client, publishes="1")
    page = client.get(address("import")).content.decode()
    assert "Центр «Радуга»" in page
    assert "пропустить 1 отклонённую строку" in page
    assert "B3" in page
    client.post(address("start"))
    assert "В таблице есть отклонённые строки" in client.get(address("import")).content.decode()
    assert not Provider.objects.exists()
    client.post(address("start"), {"skip": "on"})
    assert "Загружено и опубликовано" in client.get(address("import")).content.decode()
    assert Provider.objects.get().live
    assert "Оставить как есть" in client.get(address("undo")).content.decode()
    client.post(address("undo"))
    assert "Загрузка отменена" in client.get(address("import")).content.decode()
    assert not Provider.objects.exists()
    assert "Реестр.xlsx" in client.get(ROOT).content.decode()


def test_columns_named_once_are_known_the_next_time(sign_in, table):
    client = sign_in("directory")
    upload(client, table)
    name_columns(client)
    Import.objects.all().delete()
    assert upload(client, table).headers["Location"] == address("import")
    assert Import.objects.get().state == "checked"


def test_rows_can_be_seen_by_what_becomes_of_them(sign_in, table):
    client = sign_in("directory")
    upload(client, table)
    name_columns(client)
    page = client.get(address("import"), {"outcome": "refused"}).content.decode()
    assert "Плохой" in page
    assert "Радуга" not in page


def test_one_meaning_for_two_columns_is_asked_again(sign_in, table):
    client = sign_in("directory")
    upload(client, table)
    response = name_columns(client, **{"column-3": "name"})
    assert "выбрано для двух столбцов" in response.content.decode()


def test_an_editor_loads_drafts_even_by_a_crafted_request(sign_in, table):
    client = sign_in("directory")
    upload(client, table)
    assert "сразу опубликовать" not in client.get(address("columns")).content.decode()
    name_columns(client, publishes="1")
    client.post(address("start"), {"skip": "on"})
    assert not Provider.objects.get().live


def test_an_editor_cannot_start_what_a_moderator_means_to_publish(sign_in, table):
    moderator, editor = sign_in("moderator"), sign_in("directory")
    upload(moderator, table)
    name_columns(moderator, publishes="1")
    response = editor.post(address("start"), {"skip": "on"})
    assert response.status_code in (302, 403)
    assert not Provider.objects.exists()
    moderator.post(address("start"), {"skip": "on"})
    editor.post(address("undo"))
    assert Provider.objects.exists()


@pytest.mark.parametrize("kind", ["publications", "programmes"])
def test_others_are_not_let_in(sign_in, kind):
    client = sign_in(kind)
    for path in (ROOT, f"{ROOT}template/providers.xlsx", f"{ROOT}export/providers.csv"):
        assert client.get(path).headers["Location"] == reverse("wagtailadmin_home")
    assert "Импорт" not in client.get("/admin/").content.decode()


def test_the_menu_and_the_lists_lead_to_the_tables(sign_in):
    client = sign_in("directory")
    assert ROOT in client.get("/admin/").content.decode()
    page = client.get("/admin/snippets/services_directory/provider/?kind=other").content.decode()
    assert "/admin/directory/import/export/providers.xlsx?kind=other" in page


def test_what_the_list_shows_is_what_is_exported(sign_in):
    factories.ProviderFactory(name="Центр", kind="other")
    factories.ProviderFactory(name="Клуб")
    client = sign_in("directory")
    data = b"".join(client.get(f"{ROOT}export/providers.csv", {"kind": "other"}).streaming_content).decode("utf-8-sig")
    assert "Центр" in data
    assert "Клуб" not in data


def test_the_template_is_known_as_it_comes(sign_in, tmp_path):
    client = sign_in("directory")
    for kind in ("providers", "locations", "services"):
        path = tmp_path / f"{kind}.xlsx"
        path.write_bytes(b"".join(client.get(f"{ROOT}template/{kind}.xlsx").streaming_content))
        response = upload(client, path)
        assert response.status_code == 302
        Import.objects.all().delete()


def test_a_large_table_is_worked_on_in_the_background(sign_in, write, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    rows = [[f"Центр {each}", KIND, "Область"] for each in range(400)]
    client = sign_in("directory")
    factories.RegionFactory(name="Область")
    upload(client, write([["Название", "Вид организации", "Территория"], *rows]))
    page = client.get(address("import")).content.decode()
    assert "<progress" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    status = client.get(address("status")).json()
    assert (status["working"], status["total"], status["message"]) == (True, 400, "Ждёт очереди.")
    Import.objects.update(message="")
    assert client.get(address("status")).json()["message"] == "Проверяется"


def test_a_file_that_cannot_be_read_is_refused_on_the_form(sign_in, tmp_path):
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.7")
    response = upload(sign_in("directory"), path)
    assert "Это файл PDF" in response.content.decode()
    assert not Import.objects.exists()


def test_a_table_that_came_to_nothing_can_be_deleted(sign_in, table):
    client = sign_in("directory")
    upload(client, table)
    client.post(address("delete"))
    assert not Import.objects.exists()
