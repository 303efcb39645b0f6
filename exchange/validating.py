"""The model's own rules for a record that is not saved yet, without a query for each."""

from collections.abc import Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models


class Validator:
    """Complaints by field. What the database alone can answer is asked once for each set of values."""

    def __init__(self, model: type[models.Model]):
        self.model = model
        self.relations = {field.name for field in model._meta.fields if field.is_relation}
        self.checks = [each for each in model._meta.constraints if isinstance(each, models.CheckConstraint)]
        self.answers: dict[tuple, list[str]] = {}

    def complaints(self, record: models.Model, fields: set[str] | None) -> Iterator[tuple[str, str]]:
        """(field or nothing, sentence); `fields` narrows to those that a row has changed."""
        kept = {field.name for field in self.model._meta.fields} if fields is None else fields
        skipped = {field.name for field in self.model._meta.fields if field.name not in kept}
        try:
            record.clean_fields(exclude=self.relations | skipped | self.unset(record))
            record.clean()
        except ValidationError as error:
            yield from told(error)
            return
        for check in self.checks:
            yield from (("", message) for message in self.broken(check, record))

    def unset(self, record: models.Model) -> set[str]:
        """An empty address is made from the name later."""
        return {"slug"} if not getattr(record, "slug", True) else set()

    def broken(self, check: models.CheckConstraint, record: models.Model) -> list[str]:
        values = tuple(getattr(record, name) for name in sorted(names_in(check.condition)))
        place = check.name, *values
        if not any(value not in (None, "") for value in values):
            return []
        if place not in self.answers:
            try:
                check.validate(self.model, record)
                self.answers[place] = []
            except ValidationError as error:
                self.answers[place] = error.messages
        return self.answers[place]


def names_in(condition: models.Q) -> set[str]:
    """The fields that a condition speaks of."""
    found = set()
    for child in condition.children:
        if isinstance(child, models.Q):
            found |= names_in(child)
        else:
            found.add(child[0].partition("__")[0])
    return found


def told(error: ValidationError) -> Iterator[tuple[str, str]]:
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, messages in by_field.items():
        yield ("" if name == NON_FIELD_ERRORS else name), " ".join(messages)
