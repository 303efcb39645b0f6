"""Files of materials as pages show them, and what the search may know of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction

# Formats whose parts programs that read aloud know by themselves.
READABLE = {"docx", "odt", "xlsx", "ods", "txt", "csv"}
FEWEST_SHOWN = 5


@dataclass(frozen=True)
class MaterialFile:
    """An edition with its document: where it is, what it weighs, how often it was taken."""

    edition: Any
    document: Any
    downloads: int

    @property
    def extension(self) -> str:
        return self.document.file_extension.upper()

    @property
    def kilobytes(self) -> int:
        return -(-self.document.get_file_size() // 1024)

    @property
    def reading(self) -> Any:
        return getattr(self.document, "read_text", None)

    @property
    def is_readable(self) -> bool:
        """Whether a program that reads aloud can make its way through the file."""
        return self.extension.lower() in READABLE or bool(self.reading and self.reading.is_tagged)

    @property
    def taken(self) -> str:
        """«Скачали около 120 раз»; a number so small that it could point at somebody is not said."""
        if self.downloads < FEWEST_SHOWN:
            return ""
        return _("Скачали около {number} раз").format(number=rounded(self.downloads))


def rounded(number: int) -> int:
    """To the nearest five, ten, hundred…: 7 → 5, 118 → 120, 1 870 → 1 900."""
    step = 5 if number < 20 else 10 ** max(1, len(str(number)) - 2)
    return (number + step // 2) // step * step


def files_of(editions: Iterable) -> list[MaterialFile]:
    """One query for any number."""
    editions = [each for each in editions if each.document_id]
    if not editions:
        return []
    documents = get_document_model().objects.select_related("read_text").annotate(taken=Sum("downloads__number"))
    found = documents.in_bulk({each.document_id for each in editions})
    return [
        MaterialFile(each, document, document.taken or 0)
        for each in editions
        if (document := found.get(each.document_id))
    ]


def public_texts(editions: Iterable) -> list[str]:
    """The text of the first of them, unless its document is kept from the public."""
    first = next(iter(editions), None)
    if first is None or is_private(first.document):
        return []
    text = getattr(first.document, "read_text", None)
    return [text.text] if text and text.text and text.file_hash == first.document.file_hash else []


def public_texts_of_act(act) -> list[str]:
    """What every edition of the act says: in its file, and in the text for reading that stands beside a scan."""
    editions = act.editions.select_related("document__collection", "document__read_text")
    files = [text for each in editions if each.document_id for text in public_texts([each])]
    return [*files, *(each.reading_text for each in editions if each.reading_text)]


def is_private(document) -> bool:
    """Whether a restriction stands on its collection, its own or a parent's."""
    restrictions = CollectionViewRestriction.objects.select_related("collection")
    return any(document.collection.path.startswith(each.collection.path) for each in restrictions)
