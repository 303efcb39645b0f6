"""What a site lists of the index: `portal.sites` has the rule, here it is in lexemes.

An entry bears the terms of its territories and of all that these lie in; for each territory itself, not what holds it,
also «#w» and the id, so that a town's site finds what belongs to its region as a whole and not what belongs to another
town. «#n» is borne by what belongs to no territory, «#s» and the id of the site by a page, «#r» by whatever else stands
in the section of pages.
"""

from wagtail.models import Site

from search.conditions import NOTHING, Lexemes
from search.documents import RECORD, of_site
from search.models import SearchTerm, Section
from search.naming import Term
from search.terms import NO_TERRITORY
from search.vector import any_of
from search.wording.keeping import Kept

OTHERS = tuple(f"@{section}" for section in Section if section != Section.PAGE)


def read() -> dict[int, int]:
    terms = SearchTerm.objects.filter(group=SearchTerm.Group.TERRITORY)
    return {int(source): pk for source, pk in terms.values_list("source", "pk")}


# Terms of territories by the ids of these.
terms = Kept(read)


def within(site: Site | None, sections: Lexemes = ()) -> tuple[Lexemes, ...]:
    """What an entry must have of: nothing where the site shows all there is."""
    if site is None or (site.is_only and site.reach is None):
        return ()
    if site.reach is None:
        no_pages = sections and Section.PAGE not in sections
        return () if no_pages else ((*OTHERS, RECORD, of_site(site.pk)),)
    return ((*of_reach(site), NO_TERRITORY, of_site(site.pk)),)


def of_reach(site: Site) -> Lexemes:
    """Terms of the site's territories; of those that hold them, what is theirs as a whole."""
    known = terms()
    own = [f"#{known[pk]}" for pk in sorted(site.reach.within) if pk in known]
    return tuple(own + [f"#w{known[pk]}" for pk in sorted(site.reach.above) if pk in known]) or (NOTHING,)


def condition(site: Site | None) -> str:
    """The same as a tsquery; empty where everything is listed."""
    return " & ".join(map(any_of, within(site)))


def offered(site: Site | None, found: list[Term]) -> list[Term]:
    """Of the terms of territories those that the site serves."""
    if site is None or site.reach is None:
        return found
    own = {pk for territory, pk in terms().items() if territory in site.reach.within}
    return [term for term in found if term.id in own or term.is_everywhere]
