"""What a page of the navigator shows: the same for a visitor and for the preview of a draft."""

from navigator.matching import grounds_in, level_of, matches
from navigator.places import Places
from navigator.tree import AGE, FAMILY, TERRITORY, Tree
from navigator.walking import Walk
from search.terms import AGE_LABELS


def allowed(tree: Tree, places: Places) -> dict:
    """What a family may say of itself, by the name of the parameter."""
    return {FAMILY: {family.category for family in tree.families}, AGE: AGE_LABELS, TERRITORY: places.by_slug}


def shown(navigator, walk: Walk, places: Places | None = None) -> dict:
    places = places or Places()
    context = {"navigator": navigator, "walk": walk, "places": places, "ages": AGE_LABELS}
    if walk.ending and not walk.asked_about:
        place = next(iter(walk.about.get(TERRITORY, ())), "")
        context |= {
            "ending": walk.ending,
            "found": matches(walk.tree, walk.ending, walk.about, places),
            "level": level_of(walk.ending),
            "grounds": grounds_in(places, place),
        }
    return context
