"""The log and the sections for the demo: of the fictional region only. What real acts promised has no reports.

    data/zarechny.csv    what was published of the media plan of the fictional programme

What had not happened by today is left. A real thing is loaded too: by which measure Yugra promised the section.
"""

import datetime
import random
from pathlib import Path

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from measures.models import Channel, Measure, Programme
from portal.loading import Outcome, Report, read_csv

from .models import Publication, SectionOnSite, SectionPromise, SectionState
from .owing import institutions_of

FILE = Path(__file__).parent / "data" / "zarechny.csv"
PROGRAMME, SEED = "zarechny-2025-2026", 7
OWED_BY_EACH = "1"
PROMISED = {"programme__slug": "yugra-2016-2017", "number": "10.2"}
# Of ten institutions: how many of each kind.
STATES = [*[SectionState.HAS] * 6, SectionState.STALE, SectionState.NONE, SectionState.NO_SITE, SectionState.UNKNOWN]


def load(report: Report) -> None:
    """Once: what people have done since with the examples is theirs."""
    load_promise(report)
    programme = Programme.objects.filter(slug=PROGRAMME, territory__is_fictional=True).first()
    if programme is None:
        return
    if programme.publications.exists():
        report.count(_("публикация"), Outcome.UNCHANGED)
        return
    load_log(report, programme)
    load_sections(report, programme)


def load_promise(report: Report) -> None:
    for measure in Measure.objects.filter(**PROMISED):
        _record, created = SectionPromise.objects.get_or_create(measure=measure)
        report.count(_("обещание о разделе"), Outcome.CREATED if created else Outcome.UNCHANGED)


def load_log(report: Report, programme: Programme) -> None:
    items = {item.number: item for item in programme.media_items.all()}
    for row in read_csv(FILE):
        values = {
            "item": row.pick("item", items, _("пункт медиаплана")),
            "channel": row.choice("channel", Channel),
            "place": row.text("place"),
            "published_on": row.date("published_on"),
            "link": row.text("link", ""),
            "issue": row.text("issue", ""),
            "print_run": row.integer("print_run", None),
            "note": row.text("note", ""),
        }
        row.finish()
        if values["published_on"] <= localdate():
            Publication.objects.create(programme=programme, **values)
            report.count(_("публикация"), Outcome.CREATED)


def load_sections(report: Report, programme: Programme) -> None:
    """Where the section is, its publication stands in the log too: the plan asks it of each institution."""
    chance, item = random.Random(SEED), programme.media_items.get(number=OWED_BY_EACH)  # noqa: S311 — nobody's figures
    for place, institution in enumerate(institutions_of(programme.territory_id)):
        state = STATES[place % len(STATES)]
        section = made_section(institution, state, chance)
        if state is SectionState.UNKNOWN:
            continue
        section.save()
        report.count(_("раздел на сайте"), Outcome.CREATED)
        if section.published_on and state is SectionState.HAS:
            Publication.objects.create(
                programme=programme,
                item=item,
                institution=institution,
                channel=Channel.INSTITUTION_SITE,
                place=_("Раздел на сайте учреждения"),
                published_on=section.published_on,
                link=section.address,
            )


def made_section(institution, state: SectionState, chance: random.Random) -> SectionOnSite:
    checked = localdate() - datetime.timedelta(chance.randint(3, 200))
    section = SectionOnSite(provider=institution, state=state, last_checked_on=checked)
    if state in (SectionState.HAS, SectionState.STALE):
        section.address = f"https://{institution.slug[:40].strip('-')}.zarechny.example/soprovozhdenie/"
        published_on = datetime.date(2026, 2, 1) + datetime.timedelta(chance.randint(0, 110))
        section.published_on = published_on if published_on <= checked else None
    return section
