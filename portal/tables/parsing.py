"""XML of a workbook read as a stream: nothing is kept but what is asked for, and no entity is ever expanded."""

from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.parsers import expat

from django.utils.translation import gettext as _

from .cells import FileRefused

CHUNK = 64 * 1024


def parser_of(start: Callable, end: Callable, text: Callable | None = None):
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
    parser.EndElementHandler = lambda name: end(local(name))
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = forbid
    return parser


def local(name: str) -> str:
    """The name without its prefix: some programs write «x:row»."""
    return name.rpartition(":")[2] if ":" in name else name


def forbid(*_declaration) -> None:
    raise FileRefused(_("Внутри файла есть объявления, которых в таблице не бывает. Такие файлы не читаются."))


def fed(parser, stream: BinaryIO) -> Iterator[None]:
    """Feed the parser piece by piece; the caller takes what has become ready after each."""
    try:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError:
        raise FileRefused(_("Файл повреждён: лист не читается. Сохраните его в Excel заново.")) from None


class Strings:
    """The texts of a part made of `<si>`: runs joined, phonetic hints left out."""

    def __init__(self):
        self.found: list[str] = []
        self._runs: list[str] = []
        self._within = self._hint = False

    def start(self, name: str, attributes: dict) -> None:
        if name == "si":
            self._runs = []
        elif name == "rPh":
            self._hint = True
        elif name == "t":
            self._within = not self._hint

    def end(self, name: str) -> None:
        if name == "si":
            self.found.append("".join(self._runs))
        elif name == "rPh":
            self._hint = False
        elif name == "t":
            self._within = False

    def text(self, data: str) -> None:
        if self._within:
            self._runs.append(data)


class Elements:
    """Every element of a small part, with its attributes: the list of sheets, of styles."""

    def __init__(self):
        self.found: list[tuple[tuple[str, ...], dict]] = []
        self._path: list[str] = []

    def start(self, name: str, attributes: dict) -> None:
        self._path.append(name)
        self.found.append((tuple(self._path[-2:]), {local(key): value for key, value in attributes.items()}))

    def end(self, name: str) -> None:
        self._path.pop()

    def named(self, *path: str) -> list[dict]:
        return [attributes for found, attributes in self.found if found == path]
