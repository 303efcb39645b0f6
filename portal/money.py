"""An amount of money as people write and paste it: «9 850 000», «1 250,50 ₽». Exact; never a float."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override

from portal.formatting import amount

KOPECKS = 2
# By the beginnings of the words: «тысячах», «млн.», «миллиардов».
MULTIPLES = {
    "тыс": 1000,
    "млн": 1_000_000,
    "миллион": 1_000_000,
    "млрд": 1_000_000_000,
    "миллиард": 1_000_000_000,
}
# Thousands apart only by threes: «98 50» is two numbers, not one. `\s` knows the narrow spaces of word processors.
WRITTEN = re.compile(
    r"\s*(?P<whole>[0-9]{1,3}(?:\s+[0-9]{3})+|[0-9]+)(?:[.,](?P<rest>[0-9]+))?\s*(?:₽|руб\.?|р\.)?\s*", re.IGNORECASE
)


def read_amount(text: str, places: int = KOPECKS) -> Decimal:
    """The amount that the text names; ValueError if it names none, or leaves in doubt which.

    `places`: of digits after the comma. Roubles have two; with more, «9,850» could be meant for thousands.
    """
    found = WRITTEN.fullmatch(text)
    if not found or len(found["rest"] or "") > places:
        raise ValueError(text)
    return Decimal(f"{''.join(found['whole'].split())}.{found['rest'] or '0'}")


class MoneyField(forms.DecimalField):
    """A field that takes what was typed or pasted, and gives a refused text back as it was."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Напишите сумму цифрами, например «9 850 000» или «1 250,50». Копеек — не больше двух цифр."),
    }

    def to_python(self, value) -> Decimal | None:
        text = str(value or "").strip()
        try:
            return read_amount(text) if text else None
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value):
        return amount(value) if isinstance(value, Decimal) else value


def ask_for_money_as_text() -> None:
    """In every form of the back office: here a decimal with two places is money, and nothing else is."""
    register_form_field_override(
        models.DecimalField, override=lambda column: {"form_class": MoneyField} if column.decimal_places == 2 else {}
    )
