"""Phones: as a field keeps them, and as people write them into a text."""

import re

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

is_whole = RegexValidator(r"^\+7[0-9]{10}\Z", _("Телефон пишется как +7 и десять цифр, без пробелов."))
# «8 (84342) 3-12-34», «+7 903 123-45-67»: the code of a town has three to five digits, so what parts them says nothing.
WRITTEN = re.compile(r"(?<![0-9])(?:\+7|8)(?:[\s()\-\u2010-\u2013]{0,3}[0-9]){10}(?![0-9])")
