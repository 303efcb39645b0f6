"""A phone as people write it into a text: «8 (84342) 3-12-34», «+7 903 123-45-67». The code of a town has three to
five digits, so what parts them tells nothing."""

import re

WRITTEN = re.compile(r"(?<![0-9])(?:\+7|8)(?:[\s()\-\u2010-\u2013]{0,3}[0-9]){10}(?![0-9])")
