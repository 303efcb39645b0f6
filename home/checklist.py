"""What a page lacks, in words for its editor: advice before publishing, never an obstacle."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.models import Page

from home.headings import headings_of
from home.live import Live, LiveBlock
from home.prose import links, streams_of, texts_of
from home.readability import Reading, read
from portal import phones
from portal.formatting import nested
from portal.pages import public
from portal.ways_on import by_urgency

# Words that say nothing to whoever hears the links of a page one after another.
VAGUE = {
    "здесь",
    "тут",
    "сюда",
    "ссылка",
    "по ссылке",
    "по этой ссылке",
    "подробнее",
    "читать далее",
    "далее",
    "click",
    "here",
}
LINKED = re.compile(r'linktype="(page|document)" id="(\d+)"|id="(\d+)" linktype="(page|document)"')
MOST_CALLOUTS = 2


class Hints(NamedTuple):
    """How hard the page is to read, and what it lacks."""

    reading: Reading
    remarks: list[str]


def hints(page) -> Hints:
    return Hints(read(texts_of(page)), remarks(page))


def remarks(page) -> list[str]:
    return [*about_itself(page), *about_headings(page), *about_links(page), *about_blocks(page)]


def about_itself(page) -> Iterator[str]:
    """What stands beside the text: whose it is, what it rests on, when it was checked."""
    if not page.lead.strip():
        yield _("Нет вводной фразы «Коротко»: по ней решают, читать ли дальше.")
    if not (page.source_act_id or page.source_place.strip()):
        yield _("Не указан источник: акт и место в нём.")
    if not page.responsible.strip():
        yield _("Не указано, кто отвечает за страницу.")
    if not page.reviewed_on:
        yield _("Не указано, когда страницу проверили.")
    if not page.next_review_on:
        yield _("Не указано, когда проверить снова.")
    elif page.next_review_on < localdate():
        yield _("Срок следующей проверки прошёл.")
    if getattr(page, "image_id", None) and not page.image_alt.strip():
        yield _("Снимок не описан словами.")


def about_headings(page) -> Iterator[str]:
    found = list(page.headings()) if hasattr(page, "headings") else headings_of(page.body)
    if found and found[0].level > 2:
        yield nested(_("Первый заголовок — «%(text)s» — подраздел: над ним нет раздела.") % {"text": found[0].text})
    texts = [heading.text.strip().lower() for heading in found]
    for text in sorted({text for text in texts if texts.count(text) > 1}):
        yield nested(_("Два заголовка одинаковы: «%(text)s».") % {"text": text})


def about_links(page) -> Iterator[str]:
    known = list(links(page))
    for _tag, words in known:
        if words.lower().strip(" .…→") in VAGUE:
            yield nested(_("Ссылка «%(words)s» не говорит, куда ведёт: назовите страницу.") % {"words": words})
    gone = lost(tag for tag, _words in known)
    if gone:
        yield ngettext(
            "Ссылка ведёт на снятую или удалённую страницу: %(num)s.",
            "Ссылки ведут на снятые или удалённые страницы: %(num)s.",
            gone,
        ) % {"num": gone}
    for text in texts_of(page):
        if phone := phones.WRITTEN.search(text):
            yield _(
                "Номер %(phone)s набран в тексте и устареет: возьмите его из справочника блоком «Кому звонить»."
            ) % {"phone": phone[0]}


def lost(tags) -> int:
    """How many links lead to what the public cannot open any more."""
    found = [match for tag in tags if (match := LINKED.search(tag))]
    wanted = {kind: [int(m[2] or m[3]) for m in found if (m[1] or m[4]) == kind] for kind in ("page", "document")}
    there = {
        "page": public(Page.objects.filter(pk__in=wanted["page"])),
        "document": get_document_model().objects.filter(pk__in=wanted["document"]),
    }
    open_ones = {kind: set(there[kind].values_list("pk", flat=True)) for kind in wanted if wanted[kind]}
    return sum(key not in open_ones[kind] for kind, keys in wanted.items() for key in keys)


def about_blocks(page) -> Iterator[str]:
    streams = streams_of(page)
    live = Live.on(*streams)
    callouts = 0
    for child in (each for stream in streams for each in stream):
        name = child.block.label
        callouts += child.block_type == "callout"
        if isinstance(child.block, LiveBlock) and not live.shown(child.block, child.value):
            yield nested(
                _("Блок «%(name)s» молчит: того, что в нём выбрано, в справочнике уже нет или оно снято.")
                % {"name": name}
            )
        elif is_empty(child):
            yield nested(_("Блок «%(name)s» пуст: на сайте его не видно.") % {"name": name})
        yield from about_targets(child, name)
    if callouts > MOST_CALLOUTS:
        yield _("Выносок %(num)s: когда важно всё, не важно ничего. Оставьте две.") % {"num": callouts}


def is_empty(child: StreamValue.StreamChild) -> bool:
    if child.block_type == "paragraph":
        return not child.value.source.strip()
    if child.block_type == "file":
        return not child.value["document"]
    return child.block_type == "care" and not by_urgency(child.value["cards"])


def about_targets(child: StreamValue.StreamChild, name: str) -> Iterator[str]:
    """Cards of pages that are not on the site, and files that nobody can read without opening them."""
    if child.block_type in ("link_cards", "care"):
        for card in child.value["links" if child.block_type == "link_cards" else "cards"]:
            if card["page"] and not card["page"].live:
                yield nested(_("«%(title)s» в блоке «%(name)s»: страницы на сайте нет, карточка скрыта.") % {
                    "title": card["title"], "name": name,
                })  # fmt: skip
    if child.block_type == "file" and child.value["document"] and not child.value["page"]:
        yield nested(
            _("У файла «%(title)s» нет страницы с тем же текстом: не каждый сможет его открыть.")
            % {"title": child.value["document"].title}
        )
