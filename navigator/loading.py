"""Load the navigator from `navigator/data`. A tree with a fault is refused; one that people have edited stays."""

from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from navigator.models import Navigator
from navigator.tree import ABOUT
from portal.loading import Outcome, Report, Row, edited_by_people, read_yaml_record
from services_directory.models import FamilyCategory, HelpKind

FILE = Path(__file__).parent / "data" / "navigator.yaml"
TEXTS = ("title", "lead", "family_question", "age_question", "place_question")
STREAMS = ("questions", "endings", "families")


def load(report: Report, file: Path = FILE) -> None:
    row = read_yaml_record(file)
    if not (HelpKind.objects.exists() and FamilyCategory.objects.exists()):
        raise row.error(_("сначала загрузите справочник: manage.py load_demo --only acts directory"))
    phones = {each.text("id"): phone(each) for each in row.rows("phones")}
    values = {
        **{name: row.text(name) for name in TEXTS},
        "questions": [("question", question(each)) for each in row.rows("questions")],
        "endings": [("ending", ending(each, phones)) for each in row.rows("endings")],
        "families": [("family", family(each)) for each in row.rows("families")],
    }
    row.finish()
    report.count(Navigator._meta.verbose_name_plural, put(values, row))


def put(values: dict, row: Row) -> Outcome:
    found = Navigator.objects.order_by("pk").first()
    wanted = made(found or Navigator(), values)
    refuse_faults(wanted, row)
    if found and same(Navigator.objects.get(pk=found.pk), wanted):
        return Outcome.UNCHANGED
    if found and edited_by_people(found):
        return Outcome.KEPT
    now = timezone.now()
    wanted.live, wanted.last_published_at = True, now
    wanted.first_published_at = wanted.first_published_at or now
    wanted.save()
    return Outcome.CHANGED if found else Outcome.CREATED


def made(navigator: Navigator, values: dict) -> Navigator:
    for name, value in values.items():
        setattr(navigator, name, value)
    return navigator


def same(one: Navigator, other: Navigator) -> bool:
    return one.tree == other.tree and all(getattr(one, name) == getattr(other, name) for name in TEXTS)


def refuse_faults(navigator: Navigator, row: Row) -> None:
    """What blocks make of a value, «8 (84342) 3-12-34» a number, is kept as they make it."""
    try:
        navigator.full_clean()
        for name in STREAMS:
            value = getattr(navigator, name)
            setattr(navigator, name, value.stream_block.clean(value))
    except ValidationError as error:
        raise row.error("; ".join(complaints(error))) from None
    if navigator.faults:
        raise row.error(" ".join(navigator.faults))


def complaints(error: ValidationError) -> Iterator[str]:
    """What blocks within blocks complain of, the words alone."""
    within = getattr(error, "block_errors", None)
    if not within:
        yield from error.messages
    for each in within.values() if isinstance(within, dict) else within or ():
        if each is not None:
            yield from complaints(each)


def question(row: Row) -> dict:
    value = {"code": row.text("code"), "text": row.text("text"), "hint": row.text("hint", "")}
    value["answers"] = [answer(each) for each in row.rows("answers")]
    row.finish()
    return value


def answer(row: Row) -> dict:
    value = {"text": row.text("text"), "note": row.text("note", ""), "goes_to": row.text("to")}
    row.finish()
    return value


def phone(row: Row) -> dict:
    value = {"number": row.text("number"), "name": row.text("name"), "note": row.text("note", "")}
    row.finish()
    return value


def family(row: Row) -> dict:
    value = {"text": row.text("text"), "category": row.text("category")}
    row.finish()
    return value


def ending(row: Row, phones: dict[str, dict]) -> dict:
    value = {
        "code": row.text("code"),
        "title": row.text("title"),
        "text": row.text("text", ""),
        "is_urgent": row.text("urgent", "") == "true",
        "asks": row.texts("asks") if "asks" in row else list(ABOUT),
        "steps": row.texts("steps"),
        "documents": row.texts("documents"),
        "kinds": row.texts("kinds"),
        "categories": row.texts("categories"),
        "level": row.text("level", ""),
        "phones": row.pick_many("phones", phones, _("телефон")),
        "links": [link(each) for each in row.rows("links")],
    }
    row.finish()
    return value


def link(row: Row) -> dict:
    value = {"title": row.text("title"), "url": row.text("url")}
    row.finish()
    return value
