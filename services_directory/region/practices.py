"""The region's practices, and the organisations that use them."""

from dataclasses import dataclass

from services_directory.models import FamilyCategory, Practice, PracticeSite, Territory

from .chance import Chance
from .plan import Plan
from .providers import Organisation
from .vocabulary import words

# A page that lists the users of a practice has to stay a page.
MOST_SITES = 12


@dataclass(frozen=True)
class MadePractice:
    id: int
    kinds: frozenset[str]


def make_practices(plan: Plan, region: Territory) -> dict[int, MadePractice]:
    found = {}
    categories = {each.slug: each for each in FamilyCategory.objects.all()}
    for number, row in enumerate(words("providers")["practices"], 1):
        practice = Practice(
            slug=f"{plan.slug}-{row['slug']}",
            number=number,
            name=row["name"],
            territory=region,
            summary=row["summary"],
            audience=row["audience"],
            first_published_at=plan.noon,
            last_published_at=plan.noon,
        )
        practice.categories = [categories[slug] for slug in row["categories"]]
        practice.save()
        found[practice.pk] = MadePractice(practice.pk, frozenset(row["kinds"]))
    return found


def give_practices(made: dict[int, MadePractice], organisations: list[Organisation], chance: Chance) -> None:
    """Mark who uses which practice: those whose help fits it."""
    kinds = {kind: set(row["kinds"]) for kind, row in words("providers")["kinds"].items()}
    for practice in made.values():
        able = [each for each in organisations if kinds[each.kind] & practice.kinds]
        users = chance.sample(able, min(len(able), MOST_SITES))
        PracticeSite.objects.bulk_create(
            PracticeSite(practice_id=practice.id, provider_id=user.id, sort_order=order)
            for order, user in enumerate(users)
        )
        for user in users:
            user.practices += (practice.id,)
