"""Which wording of the consent is in force: its text stands in templates/feedback/consent.html.

Whoever changes the text changes the version; each contact keeps the one that its owner saw.
"""

import datetime

VERSION = "1"
IN_FORCE_SINCE = datetime.date(2026, 11, 1)
