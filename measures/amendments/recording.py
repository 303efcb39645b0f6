"""A plan's editions are written when a measure is published, in the transaction that publishes it."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log

from measures.ledger import lines_of
from measures.models import Measure, PlanEdition, PlanEntry, Programme
from measures.models.plan import FIRST

from .content import Values, content_of, corrected, moved

CORRECTED = "measures.plan_correction"


def plan_of(measure: Measure) -> dict:
    """The measure's plan as its record has it."""
    totals = measure.programme.stated_totals.all()
    stated = [row.amount for row in totals if row.measure_number == measure.number and not (row.year or row.source_id)]
    values = Values(
        fields=vars(measure),
        direction=measure.direction,
        executors=measure.executors.all(),
        lines=lines_of(measure),
        stated=stated[0] if stated else None,
    )
    return content_of(values)


def first_edition(programme: Programme) -> PlanEdition:
    """The first plan; made where there is none yet."""
    act = programme.act
    edition, _made = PlanEdition.objects.get_or_create(
        programme=programme, number=FIRST, defaults={"effective_on": act.date if act else None}
    )
    return edition


def next_number(programme: Programme) -> int:
    return (programme.editions.aggregate(last=Max("number"))["last"] or FIRST) + 1


def unnamed_edition(programme: Programme) -> PlanEdition:
    """For a change that nobody explained. One such edition takes in all that follow, until somebody names an act."""
    last = programme.editions.order_by("-number").first()
    if last and last.number != FIRST and not last.act_id:
        return last
    today = timezone.localdate()
    return PlanEdition.objects.create(programme=programme, number=next_number(programme), effective_on=today)


def on_publication(sender, instance: Measure, revision, **kwargs) -> None:
    """Receiver of Wagtail's signal of publication."""
    if instance.live:
        record(instance, user=revision.user)


@transaction.atomic
def record(measure: Measure, user=None) -> None:
    """Bring the editions up to what was just published."""
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=measure.programme_id)
    first_edition(programme)
    entries = list(measure.plan_entries.select_related("edition").order_by("edition__number"))
    plan = plan_of(measure)
    if not entries:
        named = measure.edition if measure.edition_id and measure.edition.programme_id == programme.pk else None
        write(named or first_edition(programme), measure, plan)
    elif entries[-1].content is None or moved(entries[-1].content, plan):
        change(measure, entries, plan, user)


def write(edition: PlanEdition, measure: Measure, content: dict | None) -> None:
    values = {"number": measure.number, "content": content}
    PlanEntry.objects.update_or_create(edition=edition, measure=measure, defaults=values)


def change(measure: Measure, entries: list[PlanEntry], plan: dict, user) -> None:
    """By the act that was named, or as a mistake of the portal put right, or, where neither was said, unexplained."""
    last = entries[-1]
    if measure.correction and last.content is not None:
        put_right(measure, entries, plan, user)
    elif measure.edition_id and measure.edition.number > FIRST and measure.edition.number >= last.edition.number:
        write(measure.edition, measure, plan)
    else:
        write(unnamed_edition(measure.programme), measure, plan)


def put_right(measure: Measure, entries: list[PlanEntry], plan: dict, user) -> None:
    """Every edition that repeats the mistake is corrected, so that the ledger shows no change that no act made."""
    wrong = entries[-1].content
    for entry in entries:
        if entry.content is not None:
            entry.number, entry.content = measure.number, corrected(entry.content, wrong, plan)
    PlanEntry.objects.bulk_update(entries, ["number", "content"])
    log(measure, CORRECTED, user=user, data={"reason": measure.correction, "what": names_of(wrong, plan)})


def names_of(old: Mapping, new: Mapping) -> list[str]:
    return list(dict.fromkeys(key[0] for key in moved(old, new)))


@transaction.atomic
def remove(edition: PlanEdition, measures, user=None) -> None:
    """An act has taken these measures out of the plan: they leave the public pages, the ledger keeps them.

    As they are by now, and in the order in which a publication takes them: first the measure, then its programme.
    """
    held = list(Measure.objects.select_for_update(of=("self",)).filter(pk__in=[each.pk for each in measures]))
    Programme.objects.select_for_update(of=("self",)).get(pk=edition.programme_id)
    for measure in held:
        write(edition, measure, None)
        if measure.live:
            # The form of the edition has asked for the right to publish; Wagtail's own check knows only pages.
            UnpublishAction(measure, user=user).execute(skip_permission_checks=True)
