"""Numbers that Word itself gives to paragraphs: they are shown on paper and stand in no text of the document."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

VALUE = qn("w:val")
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
LETTERS = {"russianLower": "абвгдежзиклмнопрстуфхцчшщэюя", "lowerLetter": "abcdefghijklmnopqrstuvwxyz"}
DEEPEST = 9
MOST_PARENTS = 10  # of a style


@dataclass
class List:
    """One list of the document: its levels, and how far each has been counted."""

    levels: dict[int, object]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, level: int) -> str:
        """The number of the next paragraph of the level, as it is printed; of a bullet nothing."""
        self.counts[level] = self.counts.get(level, self.start(level) - 1) + 1
        self.counts = {each: count for each, count in self.counts.items() if each <= level}
        text = written(self.levels.get(level), "w:lvlText")
        if written(self.levels.get(level), "w:numFmt") in ("bullet", "none"):
            return ""
        for each in range(DEEPEST):
            text = text.replace(f"%{each + 1}", self.shown(each, level))
        return text

    def start(self, level: int) -> int:
        start = written(self.levels.get(level), "w:start")
        return int(start) if start.isdecimal() else 1

    def shown(self, level: int, of: int) -> str:
        form = written(self.levels.get(level), "w:numFmt")
        is_plain = self.levels.get(of) is not None and self.levels[of].find(qn("w:isLgl")) is not None
        return formatted(self.counts.get(level, self.start(level)), "decimal" if is_plain else form)


def written(element, child: str) -> str:
    found = None if element is None else element.find(qn(child))
    return "" if found is None else found.get(VALUE, "")


def formatted(count: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman"):
        roman = ""
        for value, letters in ROMAN:
            roman, count = roman + letters * (count // value), count % value
        return roman if form == "upperRoman" else roman.lower()
    letters = LETTERS.get(form.replace("upper", "lower").replace("Upper", "Lower"), "")
    if letters and 0 < count <= len(letters):
        return letters[count - 1].upper() if "pper" in form else letters[count - 1]
    return str(count)


def numbers_of_lists(document) -> dict:
    """By the element of a numbered paragraph: its number as it is printed."""
    part = part_of(document, RELATIONSHIP_TYPE.NUMBERING)
    if part is None:
        return {}
    lists, styles = lists_of(part), styles_of(document)
    found = {}
    for paragraph in document.element.body.iter(qn("w:p")):
        number, level = numbering_of(paragraph, styles)
        if number in lists and (text := lists[number].next(level)):
            found[paragraph] = text
    return found


def part_of(document, kind: str):
    found = (link for link in document.part.rels.values() if link.reltype == kind and not link.is_external)
    return next((link.target_part.element for link in found if hasattr(link.target_part, "element")), None)


def lists_of(part) -> dict[str, List]:
    """Lists by their numbers; those of one definition are counted on together unless one starts anew."""
    definitions = {each.get(qn("w:abstractNumId")): each for each in part.iter(qn("w:abstractNum"))}
    shared: dict[str, List] = {}
    found = {}
    for each in part.iter(qn("w:num")):
        name = written(each, "w:abstractNumId")
        levels = dict(levels_of(definitions.get(name)))
        own = {int(over.get(qn("w:ilvl"), "0")): over for over in each.iter(qn("w:lvlOverride"))}
        made = shared.setdefault(name, List(levels)) if not own else List(levels | overridden(levels, own))
        for level, over in own.items():
            if (start := written(over, "w:startOverride")).isdecimal():
                made.counts[level] = int(start) - 1
        found[each.get(qn("w:numId"))] = made
    return found


def levels_of(definition) -> Iterator[tuple[int, object]]:
    for level in [] if definition is None else definition.iter(qn("w:lvl")):
        yield int(level.get(qn("w:ilvl"), "0")), level


def overridden(levels: dict, own: dict) -> dict:
    return {level: dict(levels_of(over)).get(level, levels.get(level)) for level, over in own.items()}


def styles_of(document) -> dict:
    part = part_of(document, RELATIONSHIP_TYPE.STYLES)
    return {} if part is None else {each.get(qn("w:styleId")): each for each in part.iter(qn("w:style"))}


def numbering_of(paragraph, styles: dict) -> tuple[str, int]:
    """The list and the level of a paragraph: its own, or those of its style."""
    properties, found = paragraph.find(qn("w:pPr")), defaultdict(str)
    style = written(properties, "w:pStyle")
    for _parent in range(MOST_PARENTS):
        numbering = None if properties is None else properties.find(qn("w:numPr"))
        for name in ("w:numId", "w:ilvl"):
            found[name] = found[name] or written(numbering, name)
        if found["w:numId"] or style not in styles:
            break
        properties, style = styles[style].find(qn("w:pPr")), written(styles[style], "w:basedOn")
    level = found["w:ilvl"]
    return found["w:numId"], int(level) if level.isdecimal() else 0
