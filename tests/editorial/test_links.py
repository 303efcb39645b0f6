"""Links of public pages: found wherever they stand, judged without a network, written down when they lead nowhere."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document

from editorial import outside
from editorial.checking import check
from editorial.links import Kind, Link, links_of
from editorial.models import BrokenLink, LinkCheck
from tests.factories import ServiceFactory
from tests.home import factories as make

pytestmark = pytest.mark.django_db


def paragraph(html: str) -> dict:
    return {"type": "paragraph", "value": html}


def with_link(address: str, **fields):
    return make.news(body=[paragraph(f'<p><a href="{address}">туда</a></p>')], **fields)


def faults() -> dict[str, str]:
    return dict(BrokenLink.objects.values_list("address", "fault"))


def test_links_are_found_in_texts_cards_and_tables():
    page = make.section()
    cell = {"columns": [{"type": "text", "heading": "Куда"}], "rows": [{"values": ["/in-table/"]}], "caption": ""}
    cards = {"links": [{"title": "Там", "page": page.pk}, {"title": "Тут", "address": "/in-card/"}]}
    steps = {"steps": [{"title": "Шаг", "text": '<p><a linktype="document" id="7">файл</a></p>'}]}
    body = [
        paragraph('<p><a href="/in-text/">а</a> <a href="mailto:a@b.c">в</a></p>'),
        paragraph(f'<p><a linktype="page" id="{page.pk}">б</a></p>'),
        {"type": "link_cards", "value": cards},
        {"type": "table", "value": {"caption": "Т", "table": cell}},
        {"type": "steps", "value": steps},
    ]  # fmt: skip
    assert links_of(make.news(body=body)) == {
        Link(Kind.ADDRESS, "/in-text/"),
        Link(Kind.ADDRESS, "/in-card/"),
        Link(Kind.ADDRESS, "/in-table/"),
        Link(Kind.PAGE, str(page.pk)),
        Link(Kind.DOCUMENT, "7"),
    }


def test_what_leads_nowhere_is_written_down_and_what_leads_somewhere_is_not():
    service = ServiceFactory()
    Redirect.add_redirect("/moved/", "/services/")
    shown = make.section(slug="support")
    good = [
        service.get_absolute_url(), "/services/?q=няня", "/support/", "/support", shown.url, "/moved/",
        "http://localhost/news/", "/display/#top",
    ]  # fmt: skip
    bad = ["/none/", "/services/none/", "/support/none/", "/media/images/none.jpg"]
    for address in [*good, *bad]:
        with_link(address)
    run = check()
    assert faults() == {
        "/none/": "missing", "/services/none/": "missing", "/support/none/": "missing",
        "/media/images/none.jpg": "file",
    }  # fmt: skip
    assert run.links == len(good) + len(bad)


def test_a_page_that_was_taken_down_closed_or_deleted_is_named():
    draft, closed, gone = make.news(live=False), make.keep_for_staff(make.section()), make.news()
    for page in (draft, closed, gone):
        make.news(body=[paragraph(f'<p><a linktype="page" id="{page.pk}">там</a></p>')])
    with_link(closed.url)
    gone_pk = gone.pk
    gone.delete()
    check()
    assert faults() == {
        f"page:{draft.pk}": "hidden",
        f"page:{closed.pk}": "hidden",
        f"page:{gone_pk}": "missing",
        closed.url: "hidden",
    }


def test_a_file_is_looked_for_and_not_opened():
    document = Document.objects.create(title="Форма", file="documents/x.pdf")
    with_link(f"/documents/{document.pk}/x.pdf")
    with_link(f"/documents/{document.pk + 1}/y.pdf")
    check()
    assert faults() == {f"/documents/{document.pk + 1}/y.pdf": "file"}


def test_links_of_drafts_are_nobodys_trouble():
    with_link("/none/", live=False)
    make.keep_for_staff(with_link("/none/"))
    check()
    assert faults() == {}


def test_a_second_check_forgets_what_was_put_right():
    page = with_link("/none/")
    check()
    page.body = [paragraph("<p>Без ссылок</p>")]
    page.save()
    check()
    assert faults() == {}
    assert LinkCheck.objects.count() == 1


def test_a_link_that_stays_broken_was_found_when_it_was_found_first():
    with_link("/none/")
    check()
    first = BrokenLink.objects.get()
    with_link("/none-either/")
    check()
    assert BrokenLink.objects.get(address="/none/").found_at == first.found_at
    assert BrokenLink.objects.get(address="/none-either/").found_at > first.found_at
    BrokenLink.objects.filter(address="/none/").update(fault="error")
    check()
    again = BrokenLink.objects.get(address="/none/")
    assert again.fault == "missing"
    assert again.found_at > first.found_at


def test_other_sites_are_asked_only_when_told_to(monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(outside, "fault", lambda address: asked.append(address) or "404")
    monkeypatch.setattr("editorial.checking.PAUSE", 0)
    with_link("https://elsewhere.example/page")
    call_command("check_links")
    assert (asked, faults()) == ([], {})
    call_command("check_links", external=True)
    assert asked == ["https://elsewhere.example/page"]
    call_command("check_links")
    assert faults() == {"https://elsewhere.example/page": "outside"}


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.8", "192.168.1.1", "169.254.169.254", "172.16.0.1", "100.64.0.1", "0.0.0.0", "::1",
     "fe80::1", "fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "224.0.0.1", "::", "::127.0.0.1", "fec0::1",
     "64:ff9b::10.0.0.1", "::ffff:0:127.0.0.1", "ff02::1", "fe80::1%eth0", "240.0.0.1"],
)  # fmt: skip
def test_addresses_of_inner_networks_are_not_public(address):
    assert not outside.is_public(address)


def test_public_addresses_are():
    assert outside.is_public("93.184.216.34")
    assert outside.is_public("2606:2800:220:1:248:1893:25c8:1946")


class Answer(BaseHTTPRequestHandler):
    def do_HEAD(self):
        status = {"/gone": 404, "/broken": 500, "/inner": 302}.get(self.path, 200)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://10.0.0.1/")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def server(monkeypatch):
    """A real server, reached as if it stood on the open Internet."""
    with HTTPServer(("127.0.0.1", 0), Answer) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        port = listening.server_port
        monkeypatch.setattr(outside, "PORTS", (80, port))
        known = socket.getaddrinfo

        def found(host, *args, **options):
            return known("127.0.0.1" if host == "site.example" else host, *args, **options)

        monkeypatch.setattr(outside.socket, "getaddrinfo", found)
        yield f"http://site.example:{port}"
        listening.shutdown()


def test_a_machine_of_our_own_network_is_not_asked(server):
    assert outside.fault(f"{server}/") == "private"


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "localhost"])
def test_no_way_of_writing_this_machine_reaches_it(host, server, monkeypatch):
    port = int(server.rpartition(":")[2])
    assert outside.fault(f"http://{host}:{port}/") in ("private", "gaierror")


def test_a_name_that_means_another_machine_the_second_time_is_looked_up_once(server, monkeypatch):
    asked = []

    def looked_up(host, *args, **options):
        asked.append(host)
        place = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, 0))]

    reached = []
    monkeypatch.setattr(outside.socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(outside.socket, "create_connection", lambda place, *args: reached.append(place) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        outside.fault(f"{server}/")
    assert (asked, reached[0][0]) == (["site.example"], "93.184.216.34")


@pytest.mark.parametrize("found", [["93.184.216.34", "10.0.0.1"], ["10.0.0.1", "93.184.216.34"]])
def test_a_name_of_two_machines_of_which_one_is_ours_is_not_asked(found, server, monkeypatch):
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, 0)) for place in found]
    monkeypatch.setattr(outside.socket, "getaddrinfo", lambda *args, **options: entries)
    assert outside.fault(f"{server}/") == "private"


@pytest.mark.parametrize(
    "address", ["ftp://site.example/", "http://user@site.example/", "http://site.example:22/", "file:///etc/passwd"]
)
def test_addresses_that_are_no_pages_are_not_asked(address):
    assert outside.fault(address) in ("address", "port")


def test_a_site_answers_for_its_pages(server, monkeypatch):
    monkeypatch.setattr(outside, "is_public", lambda address: address == "127.0.0.1")
    assert outside.fault(f"{server}/") == ""
    assert outside.fault(f"{server}/gone") == "404"
    assert outside.fault(f"{server}/broken") == "500"
    # A redirect into the inner network is not followed.
    assert outside.fault(f"{server}/inner") == "private"


@pytest.mark.parametrize(
    ("detail", "answer"),
    [("404", "404"), ("", ""), ("gaierror", "такого сайта нет"), ("BadStatusLine", "не открылся")],
)
def test_what_came_of_asking_is_told_in_words(detail, answer):
    assert BrokenLink(detail=detail).answer == answer
