"""Phones: as a field keeps them, as people write them into a form or a table, and as they stand in a text."""

import re
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.formatting import phone

is_whole = RegexValidator(r"^\+7[0-9]{10}\Z", _("Телефон пишется как +7 и десять цифр, без пробелов."))
# «8 (84342) 3-12-34», «+7 903 123-45-67»: the code of a town has three to five digits, so what parts them says nothing.
WRITTEN = re.compile(r"(?<![0-9])(?:\+7|8)(?:[\s()\-\u2010-\u2013]{0,3}[0-9]){10}(?![0-9])")

PARTING = re.compile(r"[\s()\-\u2010-\u2014.]+")
# The country, put apart or at the head of eleven digits; «8» alone may begin the code of a town.
COUNTRY = re.compile(r"\+7|[78](?=[\s()\-\u2010-\u2014.]|[0-9]{10}\Z)")
TEN = re.compile(r"[0-9]{10}")
# The code is what is put apart before more digits.
CODE = re.compile(r"[\s()\-\u2010-\u2014.]*([0-9]{3,5})[\s()\-\u2010-\u2014.]+[0-9]")
# Mobile and free numbers have a code of three digits, however they are written.
EVERYWHERE = re.compile(r"9|80")
# Of those that help in danger; a field that wants a whole number says so itself.
SHORT = re.compile(r"1[0-9]{2}")
LONGEST = 40


class Spelt(NamedTuple):
    """A number as a field keeps it, and how long the code of its town was written, where that is not three digits."""

    number: str
    code_length: int | None


def read(text: str) -> Spelt | None:
    """What somebody has written: «8 (84342) 3-12-34», «84342 3-12-34», «+78434231234»; None where it is no phone."""
    said = COUNTRY.sub("", text.strip(), count=1) if COUNTRY.match(text.strip()) else text
    digits = PARTING.sub("", said)
    if not TEN.fullmatch(digits):
        return None
    code = CODE.match(said)
    length = len(code[1]) if code and not EVERYWHERE.match(digits) else 3
    return Spelt(f"+7{digits}", length if length > 3 else None)


class PhoneFormField(forms.CharField):
    """Takes a phone as people write it, and gives it as it is kept."""

    def __init__(self, *args, **kwargs):
        # What is longer than is kept must not be cut by the browser while it is typed.
        super().__init__(*args, **{**kwargs, "max_length": LONGEST})

    def to_python(self, value) -> str:
        text = super().to_python(value)
        if text in self.empty_values or SHORT.fullmatch(text):
            return text
        if spelt := read(text):
            return spelt.number
        raise ValidationError(
            _("Это не похоже на телефон. Пишите с кодом города: 8 (84342) 3-12-34 или +7 903 123-45-67.")
        )


class PhoneField(models.CharField):
    """A phone, kept as +7 and ten digits; to the database no other than a text.

    `code_field`: where the record keeps how long the code of the town is.
    """

    def __init__(self, *args, code_field: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.code_field = code_field

    def spelt(self, record: models.Model) -> str:
        return phone(getattr(record, self.attname), getattr(record, self.code_field, None) if self.code_field else None)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PhoneFormField, **kwargs})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
