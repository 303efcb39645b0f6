"""An executor to look at: a person who answers for some measures of the fictional programme."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from measures.models import Measure, Responsibility
from portal.reporters import EXECUTORS

USERNAME = "executor"
PROGRAMME = "zarechny-2025-2026"
BODY = "Краевой центр помощи семье «Берег»"


@transaction.atomic
def make_executor(password: str) -> bool:
    """Made once, and only where the fictional programme is loaded; afterwards it is left as people made it."""
    lead = {"executors__name": BODY, "executors__role": "lead"}
    measures = Measure.objects.filter(programme__slug=PROGRAMME, **lead).order_by("position")
    if not measures:
        return False
    user, created = get_user_model().objects.get_or_create(
        username=USERNAME, defaults={"first_name": "Исполнитель", "last_name": "программы"}
    )
    if created:
        user.set_password(password)
        user.save()
        user.groups.add(Group.objects.get(name=EXECUTORS))
        answers = [Responsibility(user=user, measure=each, position="методист") for each in measures]
        Responsibility.objects.bulk_create(answers)
        send_one(measures, user)
    return True


def send_one(measures, user) -> None:
    """A report that waits for the moderator, made of what was said the quarter before."""
    owed = [each for measure in measures for each in measure.reports.filter(sent_on=None).order_by("period__due_on")]
    for report in owed:
        before = report.measure.reports.filter(editions__isnull=False).order_by("-period__due_on").first()
        if before:
            propose(report, before, user)
            return


def propose(report, before, user) -> None:
    draft = report.get_latest_revision_as_object()
    for name in ("status", "phase", "narrative", "deviation_reason"):
        setattr(draft, name, getattr(before, name))
    for relation in ("spendings", "facts", "milestones"):
        getattr(draft, relation).set([copy_of(row) for row in getattr(before, relation).all()])
    for row in draft.spendings.all():
        row.year = report.period.year
    draft.save_revision(user=user)
    report.get_workflow().start(draft, user)


def copy_of(row):
    row.pk = None
    row.report_id = None
    return row
