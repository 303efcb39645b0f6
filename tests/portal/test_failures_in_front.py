"""What nginx says by itself, in the portal's words and looks: the portal is down, too much is sent or asked at once."""

import re
import shutil
import urllib.error
import urllib.request
from http.client import HTTPResponse
from pathlib import Path

import pytest
from django.core.management import call_command

from portal.management.commands.write_failures import FAILURES
from search.benching import serving

WHOM_TO_CALL = "tel:+78002000122"
LARGEST, BURST = 12 * 2**20, 11


@pytest.fixture
def written(settings, tmp_path) -> Path:
    settings.VAR_DIR = tmp_path
    call_command("write_failures")
    return tmp_path


@pytest.fixture
def front(written):
    """`front(path, data)`: what a reader gets of an nginx behind which nobody listens."""
    yield from asked_of_nginx(written)


@pytest.fixture
def bare_front(tmp_path):
    """The same, and no page is written."""
    yield from asked_of_nginx(tmp_path)


def asked_of_nginx(var: Path):
    if not shutil.which("nginx"):
        pytest.skip("nginx is not installed")
    port = serving.free_port()

    def asked(path: str, data: bytes | None = None) -> HTTPResponse | urllib.error.HTTPError:
        try:
            return urllib.request.urlopen(f"http://{serving.HOST}:{port}{path}", data, timeout=30)
        except urllib.error.HTTPError as error:
            return error

    with serving.front(port, serving.free_port(), var):
        yield asked


def test_each_page_is_written_in_each_language(written, settings):
    for language, _name in settings.LANGUAGES:
        for status in FAILURES:
            page = (written / "failures" / language / f"{status}.html").read_text()
            assert f'<html lang="{language}"' in page
            assert WHOM_TO_CALL in page


@pytest.mark.parametrize("path", ["/", "/services/?q=x", "/?foo=1", "/navigator/", "/admin/login/", "/media/x"])
def test_a_portal_that_is_down_is_told_in_russian_with_whom_to_call(front, path):
    answer = front(path)
    page = answer.read().decode()
    assert (answer.status, answer.headers["Cache-Control"]) == (502, "no-store")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Портал сейчас не отвечает" in page
    assert WHOM_TO_CALL in page


@pytest.mark.parametrize("path", ["/", "/?foo=1", "/admin/login/"])
def test_it_is_told_in_a_line_while_its_page_is_not_written(bare_front, path):
    answer = bare_front(path)
    assert answer.status == 502
    assert "8 800 200-01-22" in answer.read().decode()


def test_in_english_where_english_was_asked_for(front):
    assert "The portal does not answer" in front("/en/support/").read().decode()


@pytest.mark.parametrize("path", ["/feedback/", "/admin/images/add/"])
def test_more_than_is_taken_at_once(front, path):
    answer = front(path, b"x" * (LARGEST + 1))
    assert answer.status == 413
    assert "Не отправлено: слишком много за один раз" in answer.read().decode()


def test_too_many_questions_of_one_address(front):
    answers = [front("/admin/login/") for _each in range(BURST + 5)]
    refused = [answer for answer in answers if answer.status == 429]
    assert refused
    assert "Слишком много запросов с вашего адреса" in refused[0].read().decode()


def test_nobody_asks_for_these_pages_themselves(front):
    assert front("/failures/ru/502.html").status == 404


def test_they_look_as_all_pages_do_while_the_portal_is_down(front, written):
    page = (written / "failures" / "ru" / "502.html").read_text()
    (address,) = re.findall(r'href="(/static/[^"]*base[^"]*\.css)"', page)
    (written / address[1:]).parent.mkdir(parents=True)
    (written / address[1:]).write_text("body{}")
    answer = front(address)
    assert (answer.headers["Content-Type"], answer.read()) == ("text/css", b"body{}")
