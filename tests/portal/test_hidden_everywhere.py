"""What is not public yet, or for staff alone, shows at no public address: canaries are looked for at all of them.

`test_confidential_addresses` does the same for the place of a crisis centre. New addresses are covered by themselves.
"""

import datetime
import re

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Locale

from events.models import EventMaterial
from home.models import CollectionPage, MaterialEdition, MaterialTopic
from home.models.collections import CollectionItem
from rights.models import Letter, Situation
from screens.models import Announcement
from search.rebuilding import rebuild
from tests.events import factories as events
from tests.factories import (
    FamilyCategoryFactory,
    LegalActFactory,
    MeasureFactory,
    PracticeFactory,
    ProgrammeFactory,
    RegionFactory,
    ServiceFactory,
)
from tests.home import factories as make
from tests.portal.routes import addresses, public_patterns
from tests.portal.test_confidential_addresses import KINDS_OF_VALUES, text_of

pytestmark = pytest.mark.django_db
# Of a draft, of what is for staff, of what has been taken down, of what is to come.
DRAFT, CLOSED, TAKEN, COMING = "канарейкин", "щегловский", "чижиковый", "снегирёвый"
SECRETS = (DRAFT, CLOSED, TAKEN, COMING, "kanareykin", "shcheglovskiy", "chizhikovyy", "snegirevyy")
SLUGS = {DRAFT: "kanareykin", CLOSED: "shcheglovskiy", TAKEN: "chizhikovyy", COMING: "snegirevyy"}
YESTERDAY, TOMORROW = (timezone.now() + datetime.timedelta(days) for days in (-1, 1))


def hidden(put, word: str, kind: str, **fields):
    """A page of that kind whose title, lead, text and address all sing, hidden in the way of the word."""
    body = [{"type": "paragraph", "value": f"<p>Это {word}</p>"}]
    states = {DRAFT: {"live": False}, TAKEN: {"live": False, "expired": True, "expire_at": YESTERDAY},
              COMING: {"live": False, "go_live_at": TOMORROW}}  # fmt: skip
    state = states.get(word, {})
    page = put(title=f"Название {word}", slug=f"{SLUGS[word]}-{kind}", lead=f"Вводка {word}", body=body,
               **state, **fields)  # fmt: skip
    return make.keep_for_staff(page) if word == CLOSED else page


def document(word: str, **fields):
    return get_document_model().objects.create(
        title=f"Файл {word}", file=ContentFile(f"Слово {word}".encode(), f"{SLUGS[word]}.txt"), **fields
    )


@pytest.fixture
def planted(settings, tmp_path) -> dict[str, list]:
    """Every kind of thing that may be hidden, and public things that point at it; what may stand in addresses."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    act, region, category = LegalActFactory(), RegionFactory(), FamilyCategoryFactory()
    topic, practice = MaterialTopic.objects.create(name="Тема", slug="topic"), PracticeFactory()
    support, shelf = make.section(title="Раздел", slug="support", source_act=act), make.material_index()
    centre = events.centre(slug="centre", territory=region)
    pages = [
        hidden(put, word, kind, source_act=act)
        for word in SLUGS
        for kind, put in (
            ("section", lambda **fields: make.section(support, **fields)),
            ("guide", lambda **fields: make.guide(support, **fields)),
            ("news", make.news),
            ("material", make.material),
            ("event", lambda **fields: events.event(centre=centre, territory=region, **fields)),
            ("centre", events.centre),
        )
    ]
    for page in pages:
        related_to(page, region, category, topic, practice)
    point_at(pages, support, shelf, act, topic, practice, region)
    records(act)
    rebuild()
    slugs = ["support", "open", "topic", "collection", "centre", "dates", region.slug, act.slug, practice.slug]
    slugs += [page.slug for page in pages] + [f"{SLUGS[DRAFT]}-{kind}" for kind in ("situation", "service", "act")]
    documents = list(get_document_model().objects.values_list("pk", flat=True))
    return {
        **KINDS_OF_VALUES, "slug": slugs, "id": ["1"], "uuid": ["00000000-0000-4000-8000-000000000000"],
        "number": ["1"], "kind": ["csv", "json"], "receipt": ["x"], "rest": ["anything"],
        "page_view_restriction_id": [1], "page_id": [page.pk for page in pages], "document_id": documents,
        "section": ["pages", "events", "rights", "acts", "services"], "month": [f"{TOMORROW:%Y-%m}"],
    }  # fmt: skip


def related_to(page, region, category, topic, practice) -> None:
    """All lists that are gathered by what a page is about would show it."""
    for name, value in (("territories", region), ("categories", category), ("topics", topic), ("practices", practice)):
        if hasattr(page, name):
            getattr(page, name).add(value)
    if hasattr(page, "tags"):
        page.tags.add("тема")
    page.save()


def point_at(pages, support, shelf, act, topic, practice, region) -> None:
    """Public things that name the hidden ones: by a link, a card, a list, a file, a redirect, a translation."""
    links = "".join(f'<p><a linktype="page" id="{page.pk}">дальше</a></p>' for page in pages)
    cards = [{"title": "Дальше", "page": page.pk} for page in pages]
    care = [{"urgency": "soon", "title": "Что делать", "page": page.pk} for page in pages]
    file = get_document_model().objects.create(title="Открытый", file=ContentFile(b"words", "open.txt"))
    body = [
        {"type": "paragraph", "value": links},
        {"type": "link_cards", "value": {"title": "Дальше", "links": cards}},
        {"type": "care", "value": {"title": "Что делать", "cards": care}},
        *({"type": "file", "value": {"document": file.pk, "page": page.pk}} for page in pages),
    ]
    related = [{"type": "page", "value": page.pk} for page in pages]
    opened = make.section(support, title="Открытая", slug="open", source_act=act, body=body, related=related[:6])
    shown = make.put(shelf, CollectionPage, title="Подборка", slug="collection")
    for page in pages:
        if page.specific_class.__name__ == "MaterialPage":
            MaterialEdition.objects.create(page=page, document=document(DRAFT))
            CollectionItem.objects.create(collection=shown, material=page)
    dates = events.event(slug="dates", territory=region, body=body)
    material = next(page for page in pages if page.specific_class.__name__ == "MaterialPage")
    EventMaterial.objects.create(page=dates, material=material)
    EventMaterial.objects.create(page=dates, document=document(CLOSED, collection=closed_collection()))
    english = Locale.objects.get_or_create(language_code="en")[0]
    opened.copy_for_translation(english, copy_parents=True)
    translated = opened.get_translation(english)
    translated.title, translated.live = f"Draft {DRAFT}", False
    translated.save()


def closed_collection() -> Collection:
    closed = Collection.get_first_root_node().add_child(name="Закрытое")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    return closed


def records(act) -> None:
    """Drafts of records, and approved ones with a draft waiting on top."""
    title, slug = f"Название {DRAFT}", f"{SLUGS[DRAFT]}-"
    secret = Situation.objects.create(title=title, slug=slug + "situation", lead=title, live=False)
    Letter.objects.create(situation=secret, title=title, addressee=title, body=title)
    ServiceFactory(name=title, slug=slug + "service", live=False)
    LegalActFactory(title=title, slug=slug + "act", live=False, amends=act)
    ProgrammeFactory(title=title, slug=slug + "programme", live=False)
    MeasureFactory(title=title, live=False)
    Announcement.objects.create(title=title, text=title, live=False)
    waiting = ServiceFactory(name="Известная услуга")
    waiting.name = f"Правка {DRAFT}"
    waiting.save_revision()


def every_address(known: dict[str, list]) -> list[str]:
    found = {url for name, route, pattern in public_patterns() for url in addresses(name, route, pattern, known)}
    pages = [f"/{slug}/" for slug in ("", "support", "support/open", "news", "materials", "materials/collection")]
    pages += ["/events/", "/events/dates/", "/centre/", "/en/", "/en/support/open/", "/en/support/"]
    pages += [f"/{place}/{slug}/" for place in ("support", "news", "materials", "events") for slug in known["slug"]]
    pages += [f"/search/?q={word}" for word in SECRETS] + [f"/api/search/?q={word}" for word in SECRETS]
    return sorted(url for url in found | set(pages) if not re.search(r"[<>()\\^$]", url))


def leaks(url: str, response) -> list[str]:
    """A page repeats what it was asked for, and an address what it is."""
    if "q=" in url or response.status_code != 200:
        return []
    text = text_of(response).lower().replace(url.lower(), "")
    return [secret for secret in SECRETS if secret in text]


def test_no_public_address_shows_what_is_hidden(planted):
    client, leaking, answered = Client(), {}, set()
    for url in every_address(planted):
        response = client.get(url)
        assert response.status_code < 500, url
        answered |= {url} if response.status_code == 200 else set()
        if found := leaks(url, response):
            leaking[url] = found
    assert leaking == {}
    assert {"/support/open/", "/materials/collection/", "/events/dates/", "/centre/", "/en/", "/news/feed/"} <= answered
    assert {"/sitemap-pages.xml", "/events/feed.ics", "/events/data.json", "/screen/", "/kiosk/"} <= answered


def test_nobody_finds_it_by_its_words(planted):
    client = Client()
    for word in SECRETS:
        assert client.get("/api/search/", {"q": word}).json()["total"] == 0, word
        for start in (word[:4], word):
            assert word not in client.get("/api/suggest/", {"q": start}).content.decode().replace(start, "")


def test_what_is_public_would_be_seen(planted):
    """The canaries would sing: the same page, published, is at all these places."""
    make.news(title=f"Название {DRAFT}", slug="sings")
    client = Client()
    for url in ("/news/", "/news/feed/", "/"):
        assert DRAFT in client.get(url).content.decode()
    assert client.get("/api/search/", {"q": DRAFT}).json()["total"] == 1
