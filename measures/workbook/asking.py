"""What a person decides of a workbook: what becomes of the changes, and by which act they change an approved plan."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.amendments.asking import ACT, BASES, CORRECTION, FROM_FIRST, PlanAnswers, PlanQuestions
from measures.amendments.content import moved
from measures.amendments.recording import names_of, plan_of
from measures.amendments.wording import NAMES
from measures.models import Measure, PlanEdition, PlanEntry, Programme
from measures.models.plan import FIRST

from .planning import Plan
from .saving import CHANGED_MEANWHILE, How, NotSaved

TO_PUBLISH = ("measures.publish_measure", "measures.publish_indicator")


@dataclass(frozen=True)
class Moved:
    """A measure whose approved plan the file changes, what of it, and the edition that it has now."""

    measure: Measure
    what: str
    entry: PlanEntry | None


def moved_by(programme: Programme, made: Plan) -> list[Moved]:
    """Nothing while the programme has no approved plan."""
    if not programme.editions.exists():
        return []
    measures = [row.record for row in made.wanted if isinstance(row.record, Measure)]
    entries = PlanEntry.objects.filter(measure__in=[each.pk for each in measures if each.pk])
    last = {entry.measure_id: entry for entry in entries.select_related("edition").order_by("edition__number")}
    found = [told(measure, last.get(measure.pk)) for measure in measures]
    return [each for each in found if each]


def told(measure: Measure, entry: PlanEntry | None) -> Moved | None:
    if not entry or entry.content is None:
        return Moved(measure, _("новое в плане"), entry)
    plan = plan_of(measure)
    if not moved(entry.content, plan):
        return None
    return Moved(measure, ", ".join(str(NAMES[name]) for name in names_of(entry.content, plan)), entry)


class HowForm(PlanAnswers, PlanQuestions):
    """What to do with the changes; to publish is offered to who may. One act answers for the whole file."""

    how = forms.ChoiceField(label=gettext_lazy("Что сделать с изменениями"), widget=forms.RadioSelect)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, user, programme: Programme, moved: list[Moved], **kwargs):
        super().__init__(*args, **kwargs)
        self.programme, self.moved = programme, moved
        self.editions: list[PlanEdition] = list(programme.editions.order_by("-number"))
        may_publish = user.has_perms(TO_PUBLISH)
        self.fields["how"].choices = [each for each in How.choices if each[0] != How.PUBLISH or may_publish]
        if moved:
            self.offer()
        else:
            for name in PlanQuestions.base_fields:
                del self.fields[name]

    def offer(self) -> None:
        least = max([each.entry.edition.number for each in self.moved if each.entry] + [FIRST + 1])
        editions = self.programme.editions.filter(number__gte=least, act__isnull=False)
        self.fields["plan_edition"].queryset = editions.select_related("act").order_by("-number")
        self.fields["plan_basis"].choices = [(name, label) for name, label in BASES.items() if self.fits(name)]

    def fits(self, basis: str) -> bool:
        """A file with new measures and with changed ones has only an act in common."""
        were = {bool(each.entry and each.entry.content) for each in self.moved}
        return {ACT: True, FROM_FIRST: were == {False}, CORRECTION: were == {True}}[basis]

    @property
    def questions(self) -> list:
        return [self[name] for name in PlanQuestions.base_fields if name in self.fields]

    def clean(self):
        cleaned = super().clean()
        if self.moved and not self.errors:
            if cleaned.get("plan_basis"):
                cleaned["answer"] = self.by_basis(cleaned)
            else:
                self.add_error("plan_basis", _("Файл меняет утверждённый план. Скажите, на каком основании."))
        return cleaned

    def settle(self, made: Plan) -> None:
        """Write the answer into the measures, within the transaction that saves them."""
        measures = [each.measure for each in moved_by(self.programme, made)]
        answer = self.cleaned_data.get("answer")
        if bool(measures) != bool(answer):
            raise NotSaved(str(CHANGED_MEANWHILE))
        if answer:
            edition = self.edition_by(answer["act"], answer["day"]) if "act" in answer else answer.get("edition")
            for measure in measures:
                measure.edition, measure.correction = edition, answer.get("correction", "")
