"""Who checked a record and when: most lately, some too long ago to be listed, some never."""

import datetime

from .chance import Chance
from .plan import Plan
from .vocabulary import words

Verification = tuple[datetime.date | None, str, datetime.date | None]
NEVER: Verification = (None, "", None)
# Shares of the records: never checked; checked so long ago that lists leave them out; due by now, and still listed.
NEVER_SHARE, HIDDEN_SHARE, DUE_SHARE = 0.12, 0.04, 0.12
REVIEW_AFTER_DAYS = (180, 365)
HIDDEN_AFTER_DAYS, DUE_AFTER_DAYS, FRESH_DAYS = (260, 500), (185, 235), (0, 145)


def verification(chance: Chance, plan: Plan) -> Verification:
    """`verified_on`, `verified_by`, `next_review_on`."""
    fate = chance.random()
    if fate < NEVER_SHARE:
        return NEVER
    hidden, due = fate < NEVER_SHARE + HIDDEN_SHARE, fate < NEVER_SHARE + HIDDEN_SHARE + DUE_SHARE
    days = HIDDEN_AFTER_DAYS if hidden else DUE_AFTER_DAYS if due else FRESH_DAYS
    verified = plan.days_ago(chance.between(*days))
    after = chance.pick(REVIEW_AFTER_DAYS)
    review = verified + datetime.timedelta(days=REVIEW_AFTER_DAYS[0] if hidden or due else after)
    return verified, chance.pick(words("providers")["verifiers"]), review
