"""The interface in its two languages: Russian in the source, English in a catalogue that lacks nothing."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from django.utils import translation

ROOT = Path(__file__).resolve().parent.parent.parent
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
# What English too writes in Russian letters: names of languages and samples of what to type.
STAYS_RUSSIAN = {"Русский"}


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    """What the code asks to translate today."""
    target = tmp_path_factory.mktemp("messages") / "portal.pot"
    command = [
        "extract",
        "-F",
        "locale/babel.cfg",
        "-k",
        "gettext_lazy",
        "-k",
        "gettext_noop",
        "-k",
        "ngettext_lazy:1,2",
        "-k",
        "pgettext_lazy:1c,2",
        "-o",
        str(target),
        ".",
    ]
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", "-q", *command], cwd=ROOT, check=True)
    with target.open("rb") as file:
        return read_po(file)


def catalogue(language: str):
    with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def texts(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_catalogue_knows_every_text_of_the_code(extracted, language):
    """`make messages` brings it up to date."""
    known = {(message.id, message.context) for message in catalogue(language)}
    assert [message.id for message in extracted if message.id and (message.id, message.context) not in known] == []


def test_no_text_of_the_code_escapes_extraction(extracted):
    """Babel looks into f-strings from Python 3.12 on only, and knows the functions that it is told of."""
    found = {text for message in extracted for text in (message.id if message.pluralizable else (message.id,))}
    missed = [
        f"{file.relative_to(ROOT)}:{call.lineno} {text.value}"
        for app in ROOT.glob("*/apps.py")
        for file in app.parent.rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in GETTEXT
        for text in call.args[:1]
        if isinstance(text, ast.Constant) and text.value not in found
    ]
    assert missed == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_text_of_the_code_is_forgotten_in_the_catalogue(extracted, language):
    wanted = {(message.id, message.context) for message in extracted}
    assert [message.id for message in catalogue(language) if (message.id, message.context) not in wanted] == []


def test_every_text_has_its_english():
    missing = [message.id for message in catalogue("en") if message.id and (message.fuzzy or not all(texts(message)))]
    assert missing == []


def test_every_russian_count_has_all_its_forms():
    """Three of them: no count here is a fraction, for which a fourth would be."""
    missing = [
        message.id
        for message in catalogue("ru")
        if message.pluralizable and not (all(texts(message)) and len(texts(message)) == 3)
    ]
    assert missing == []


def test_a_new_count_comes_into_the_catalogue_with_three_forms_to_fill(tmp_path):
    """By the command of `make messages`."""
    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "locale" / "ru" / "LC_MESSAGES" / "django.po", folder)
    new = Catalog()
    new.add(("%(num)s новая вещь", "%(num)s новых вещей"))
    with (tmp_path / "new.pot").open("wb") as file:
        write_po(file, new)
    command = [
        "update",
        "-D",
        "django",
        "-l",
        "ru",
        "-i",
        str(tmp_path / "new.pot"),
        "-d",
        str(tmp_path),
        "--no-fuzzy-matching",
    ]
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", "-q", *command], cwd=ROOT, check=True)
    with (folder / "django.po").open("rb") as file:
        added = read_po(file, locale="ru")["%(num)s новая вещь"]
    assert texts(added) == ("", "", "")


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "1 день"), (3, "3 дня"), (11, "11 дней"), (22, "22 дня"), (112, "112 дней")]
)
def test_a_count_is_said_in_its_form(number, expected):
    with translation.override("ru"):
        assert translation.ngettext("%(num)s день", "%(num)s дней", number) % {"num": number} == expected


def test_the_english_is_english():
    russian = [
        text
        for message in catalogue("en")
        if message.id and message.id not in STAYS_RUSSIAN
        for text in texts(message)
        if CYRILLIC.search(re.sub("«[^»]*»", "", text))
    ]
    assert russian == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_translation_loses_a_placeholder(language):
    lost = [
        message.id
        for message in catalogue(language)
        if message.id
        for text in texts(message)
        if text and set(PLACEHOLDER.findall(text)) - set(PLACEHOLDER.findall(str(message.id)))
    ]
    assert lost == []
