"""Who checked a record and when: most lately, some long ago, some never."""

import datetime

from .chance import Chance
from .plan import Plan
from .vocabulary import words

Verification = tuple[datetime.date | None, str, datetime.date | None]
NEVER: Verification = (None, "", None)
NEVER_SHARE = 0.12
STALE_SHARE = 0.18
REVIEW_AFTER_DAYS = (180, 365)


def verification(chance: Chance, plan: Plan) -> Verification:
    """`verified_on`, `verified_by`, `next_review_on`."""
    fate = chance.random()
    if fate < NEVER_SHARE:
        return NEVER
    stale = fate < NEVER_SHARE + STALE_SHARE
    verified = plan.days_ago(chance.between(400, 900) if stale else chance.between(0, 170))
    review = verified + datetime.timedelta(days=chance.pick(REVIEW_AFTER_DAYS))
    return verified, chance.pick(words("providers")["verifiers"]), review
