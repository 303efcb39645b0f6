"""Data files that people read and edit: YAML and CSV, read row by row. `portal.loading` says how they are used."""

import csv
import datetime
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

REQUIRED = object()


class DataError(Exception):
    """What is wrong in a data file, and where."""

    def __init__(self, file: Path, line: int | None, message: str):
        self.file, self.line, self.message = file, line, message
        super().__init__(str(self))

    def __str__(self):
        file = self.file
        if file.is_relative_to(settings.BASE_DIR):
            file = file.relative_to(settings.BASE_DIR)
        if self.line is None:
            return f"{file}: {self.message}"
        return _("%(file)s, строка %(line)s: %(message)s") % {
            "file": file,
            "line": self.line,
            "message": self.message,
        }


class Row:
    """One record of a data file: its fields as text, and the lines where they stand."""

    def __init__(self, file: Path, line: int, values: Mapping[str, Any], lines: Mapping[str, int] | None = None):
        self.file, self.line, self.values, self.lines = file, line, values, lines or {}
        self._read: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def error(self, message: str, name: str = "") -> DataError:
        """An error of this row, or of that field of it; to be raised."""
        return DataError(self.file, self.lines.get(name, self.line), message)

    def _value(self, name: str, default: Any, kind: type) -> Any:
        self._read.add(name)
        value = self.values.get(name)
        if value is None:
            if default is REQUIRED:
                raise self.error(_("нет поля «%(name)s»") % {"name": name}, name)
            return default
        if not isinstance(value, kind):
            wanted = {str: _("текст"), list: _("список"), Row: _("набор полей")}[kind]
            raise self.error(_("«%(name)s»: здесь нужен %(wanted)s") % {"name": name, "wanted": wanted}, name)
        return value

    def text(self, name: str, default: Any = REQUIRED) -> Any:
        return self._value(name, default, str)

    def _converted(self, name: str, default: Any, convert: Callable[[str], Any], wanted: str) -> Any:
        value = self._value(name, default, str)
        if value is default:
            return default
        try:
            return convert(value)
        except (ValueError, KeyError, InvalidOperation):
            message = _("«%(name)s»: «%(value)s» — не %(wanted)s")
            raise self.error(message % {"name": name, "value": value, "wanted": wanted}, name) from None

    def integer(self, name: str, default: Any = REQUIRED) -> Any:
        return self._converted(name, default, int, _("целое число"))

    def decimal(self, name: str, default: Any = REQUIRED) -> Any:
        """An exact number: digits may be grouped by spaces, the fraction stands after a comma or a point."""
        return self._converted(name, default, exact, _("число"))

    def date(self, name: str, default: Any = REQUIRED) -> Any:
        return self._converted(name, default, datetime.date.fromisoformat, _("дата вида 2016-08-02"))

    def yes(self, name: str, default: Any = REQUIRED) -> Any:
        return self._converted(name, default, {"да": True, "нет": False}.__getitem__, _("«да» и не «нет»"))

    def choice(self, name: str, choices: type[models.Choices], default: Any = REQUIRED) -> Any:
        """A member of the choices, by its value."""
        members = {str(member.value): member for member in choices}
        wanted = _("одно из: %(values)s") % {"values": ", ".join(members)}
        return self._converted(name, default, members.__getitem__, wanted)

    def pick(self, name: str, among: Mapping[str, Any], what: str, default: Any = REQUIRED) -> Any:
        """What the field refers to, among records by their key; `what` says what it had to be, for the complaint."""
        value = self._value(name, default, str)
        return default if value is default else self.find(value, among, what, name)

    def pick_many(self, name: str, among: Mapping[str, Any], what: str) -> list[Any]:
        return [self.find(value, among, what, name) for value in self.texts(name)]

    def find(self, value: str, among: Mapping[str, Any], what: str, name: str) -> Any:
        try:
            return among[value]
        except KeyError:
            message = _("«%(name)s»: «%(value)s» — такого нет: %(what)s")
            raise self.error(message % {"name": name, "what": what, "value": value}, name) from None

    def texts(self, name: str) -> list[str]:
        """A list of texts; empty where the field is absent."""
        return self._list(name, str, _("«%(name)s»: в списке должны стоять тексты"))

    def rows(self, name: str) -> list["Row"]:
        """A list of records; empty where the field is absent."""
        return self._list(name, Row, _("«%(name)s»: в списке должны стоять наборы полей"))

    def _list(self, name: str, kind: type, complaint: str) -> list:
        items = self._value(name, [], list)
        if not all(isinstance(item, kind) for item in items):
            raise self.error(complaint % {"name": name}, name)
        return items

    def row(self, name: str, default: Any = REQUIRED) -> Any:
        """A record within this one."""
        return self._value(name, default, Row)

    def finish(self) -> None:
        """Refuse fields that nobody read."""
        for name in self.values:
            if name not in self._read:
                raise self.error(_("неизвестное поле «%(name)s»") % {"name": name}, name)


def exact(text: str) -> Decimal:
    """«1 250,50» as a decimal."""
    number = Decimal("".join(text.split()).replace(",", "."))
    if not number.is_finite():
        raise ValueError(text)
    return number


def read_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataError(file, None, _("такого файла нет")) from None
    except UnicodeDecodeError:
        raise DataError(file, None, _("файл не в кодировке UTF-8")) from None


def read_yaml(file: Path) -> list[Row]:
    """The records of a file that is a list of them."""
    document = _compose(file)
    if not isinstance(document, list) or not all(isinstance(item, Row) for item in document):
        raise DataError(file, 1, _("в файле должен быть список записей"))
    return document


def read_yaml_record(file: Path) -> Row:
    """The one record that a file is."""
    document = _compose(file)
    if not isinstance(document, Row):
        raise DataError(file, 1, _("в файле должна быть одна запись"))
    return document


def _compose(file: Path) -> Any:
    try:
        node = yaml.compose(read_text(file), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise DataError(file, line, _("файл не читается как YAML: %(why)s") % {"why": error.problem}) from None
    except yaml.YAMLError as error:
        raise DataError(file, None, _("файл не читается как YAML: %(why)s") % {"why": error}) from None
    return _plain(file, node)


def _plain(file: Path, node: yaml.Node | None) -> Any:
    """Text, None, a list or a Row for a node of the YAML document."""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(file, item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return _mapping(file, node)
    if node is None or node.tag == "tag:yaml.org,2002:null":
        return None
    return node.value


def _mapping(file: Path, node: yaml.MappingNode) -> Row:
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.value in values:
            raise DataError(file, line, _("поле «%(name)s» стоит дважды") % {"name": key.value})
        values[key.value], lines[key.value] = _plain(file, value), line
    return Row(file, node.start_mark.line + 1, values, lines)


def read_csv(file: Path) -> list[Row]:
    """The records of a table with a heading; an empty cell is an absent value."""
    # Split by \n only: csv joins the lines of a quoted cell by itself and counts them.
    reader = csv.reader(read_text(file).splitlines(keepends=True), strict=True)
    try:
        heading = next(reader, [])
        if not heading or len(set(heading)) < len(heading):
            raise DataError(file, 1, _("в первой строке должны стоять названия граф, каждое один раз"))
        return list(_csv_rows(file, reader, heading))
    except csv.Error as error:
        raise DataError(file, reader.line_num, _("файл не читается как CSV: %(why)s") % {"why": error}) from None


def _csv_rows(file: Path, reader: Any, heading: list[str]) -> Iterator[Row]:
    line = reader.line_num + 1
    for cells in reader:
        if cells and len(cells) != len(heading):
            counts = {"cells": len(cells), "heading": len(heading)}
            raise DataError(file, line, _("ячеек %(cells)s, а граф %(heading)s") % counts)
        if cells:
            yield Row(file, line, {name: cell or None for name, cell in zip(heading, cells, strict=True)})
        line = reader.line_num + 1


def keyed(rows: list[Row], *names: str) -> dict[Any, Row]:
    """The rows by that field, «slug» by default; by a tuple, where several are named. No two rows may share it."""
    names = names or ("slug",)
    found: dict[Any, Row] = {}
    for row in rows:
        key = row.text(names[0]) if len(names) == 1 else tuple(row.text(name, None) for name in names)
        if key in found:
            message = _("повторяет строку %(line)s: %(names)s")
            said = ", ".join(f"«{name}» — {row.text(name, '')}" for name in names if name in row)
            raise row.error(message % {"line": found[key].line, "names": said}, names[0])
        found[key] = row
    return found


def read_bars(file: Path) -> Iterator[list[str]]:
    """The parts of each line «a | b | c»; a line that begins with # is a remark."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [part.strip() for part in line.split("|")]
