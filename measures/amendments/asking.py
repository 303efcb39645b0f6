"""The measure's form asks by which act an approved plan is changed, or says that a typing mistake is put right."""

import datetime

from django import forms
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.widgets import AdminDateInput

from acts.models import LegalAct
from measures.ledger import lines_of_rows
from measures.models import Direction, PlanEdition, PlanEntry, Programme
from measures.models.plan import FIRST
from portal.guarding import kept_rows

from .content import Values, content_of, moved
from .recording import names_of, next_number, plan_of
from .wording import NAMES

ACT, FROM_FIRST, CORRECTION = "act", "first", "correction"
BASES = {
    ACT: gettext_lazy("План изменён актом"),
    FROM_FIRST: gettext_lazy("Мероприятие было в первом плане, на портал внесено позже"),
    CORRECTION: gettext_lazy("Исправление опечатки портала, акт не менялся"),
}
SHORTEST_REASON = 5


class PlanQuestions(forms.Form):
    """Fields that the form of a measure gets beside its own. They are read only where the approved plan is changed."""

    plan_basis = forms.ChoiceField(
        label=gettext_lazy("Почему план меняется"),
        required=False,
        widget=forms.RadioSelect,
        choices=BASES.items(),
    )
    plan_edition = forms.ModelChoiceField(
        label=gettext_lazy("Изменение, которое уже заведено"),
        required=False,
        queryset=PlanEdition.objects.none(),
        empty_label=gettext_lazy("— новое, по акту ниже —"),
    )
    plan_act = forms.ModelChoiceField(
        label=gettext_lazy("Или новое: каким актом"),
        required=False,
        queryset=LegalAct.objects.in_order(),
        empty_label=gettext_lazy("— выберите акт —"),
        help_text=gettext_lazy("Если акта в списке нет, добавьте его: Программы → Правовые акты"),
    )
    plan_from = forms.DateField(
        label=gettext_lazy("Действует с"), required=False, widget=AdminDateInput, help_text=gettext_lazy("Дата из акта")
    )
    plan_reason = forms.CharField(
        label=gettext_lazy("Что исправлено и по какому источнику"),
        required=False,
        max_length=500,
        help_text=gettext_lazy(
            "Только для ошибок при переносе на портал. Жителям это не показывается как изменение плана, "
            "но остаётся в истории записи."
        ),
    )


class PlanAnswers:
    """What the questions come to. A form with it knows its `programme`, and `editions` of its plan, the last first."""

    def by_basis(self, cleaned: dict) -> dict:
        """What is written into the record: the edition, or an act that makes one, or the reason of the correction."""
        asked = {ACT: self.by_act, FROM_FIRST: self.from_first, CORRECTION: self.by_correction}
        return asked[cleaned["plan_basis"]](cleaned)

    def by_act(self, cleaned: dict) -> dict:
        edition, act, day = (cleaned.get(name) for name in ("plan_edition", "plan_act", "plan_from"))
        if edition and act:
            self.add_error("plan_act", _("Выберите одно: изменение из списка или новый акт."))
        elif not edition and not act:
            self.add_error("plan_act", _("Назовите акт: выберите изменение из списка или акт, которым изменён план."))
        elif act and not day:
            self.add_error("plan_from", _("Укажите, с какого дня действует изменение."))
        elif act and (late := self.later_than(day)):
            self.add_error("plan_from", late)
        return {"edition": edition} if edition else {"act": act, "day": day}

    def later_than(self, day: datetime.date) -> str:
        """Editions follow each other in time."""
        last = self.editions[0]
        if not last.effective_on or day >= last.effective_on:
            return ""
        since = f"{last.effective_on:%d.%m.%Y}"
        return _("Раньше последнего изменения плана: оно действует с %(day)s.") % {"day": since}

    def from_first(self, cleaned: dict) -> dict:
        return {"edition": self.editions[-1]}

    def by_correction(self, cleaned: dict) -> dict:
        reason = (cleaned.get("plan_reason") or "").strip()
        if len(reason) < SHORTEST_REASON:
            self.add_error("plan_reason", _("Напишите, что исправлено и где это видно в акте."))
        return {"correction": reason}

    def edition_by(self, act: LegalAct, day: datetime.date) -> PlanEdition:
        """The edition that this act makes; the same one for all the measures that it changes on that day."""
        Programme.objects.select_for_update(of=("self",)).get(pk=self.programme.pk)
        same = {"programme": self.programme, "act": act, "effective_on": day}
        found = PlanEdition.objects.filter(**same, number__gt=FIRST).last()
        return found or PlanEdition.objects.create(**same, number=next_number(self.programme))


class PlanGuard(PlanAnswers):
    """A part of the measure's form: no silent change of an approved sum, date, executor, direction or title."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan_edition"].queryset = self.offered_editions()
        self.fields["plan_basis"].choices = [(name, label) for name, label in BASES.items() if self.fits(name)]
        self.initial |= self.remembered()

    @cached_property
    def programme(self) -> Programme | None:
        return Programme.objects.filter(pk=self.programme_key).first() if self.programme_key else None

    @cached_property
    def editions(self) -> list[PlanEdition]:
        if not self.programme:
            return []
        return list(self.programme.editions.select_related("act").order_by("-number"))

    @cached_property
    def last_entry(self) -> PlanEntry | None:
        """How the published plan has this measure."""
        if not self.instance.pk:
            return None
        entries = self.instance.plan_entries.select_related("edition", "edition__programme")
        return entries.order_by("edition__number").last()

    @property
    def plan_is_approved(self) -> bool:
        return bool(self.editions)

    def offered_editions(self):
        least = max(self.last_entry.edition.number, FIRST + 1) if self.last_entry else FIRST + 1
        found = PlanEdition.objects.filter(programme=self.programme, number__gte=least, act__isnull=False)
        return found.select_related("act").order_by("-number")

    def fits(self, basis: str) -> bool:
        published = bool(self.last_entry and self.last_entry.content)
        return {ACT: True, FROM_FIRST: not self.last_entry, CORRECTION: published}[basis]

    def remembered(self) -> dict:
        """What an unpublished draft of the change has said already."""
        if not self.instance.pk or not self.plan_is_approved or not self.differs(plan_of(self.instance)):
            return {}
        if self.instance.correction:
            return {"plan_basis": CORRECTION, "plan_reason": self.instance.correction}
        edition = self.instance.edition
        if not edition:
            return {}
        return {"plan_basis": FROM_FIRST if edition.number == FIRST else ACT, "plan_edition": edition.pk}

    def differs(self, plan: dict) -> bool:
        published = self.last_entry.content if self.last_entry else None
        return published is None or bool(moved(published, plan))

    def clean(self):
        cleaned = super().clean()
        cleaned["answer"] = None
        if self.has_moved_to_another_programme():
            self.add_error("programme", _("У мероприятия есть история плана: в другую программу его не перенести."))
        elif self.plan_is_approved and not self.errors and self.rows_are_valid():
            plan = self.plan_in_form(cleaned)
            if self.differs(plan):
                cleaned["answer"] = self.answer(cleaned, plan)
        return cleaned

    def has_moved_to_another_programme(self) -> bool:
        return bool(self.last_entry and self.programme and self.last_entry.edition.programme_id != self.programme.pk)

    def rows_are_valid(self) -> bool:
        """Rows with mistakes have messages of their own; the act is asked for once they are put right."""
        return self.formsets["executors"].is_valid() and self.formsets["budget_lines"].is_valid()

    def plan_in_form(self, cleaned: dict) -> dict:
        direction: Direction | None = cleaned.get("direction")
        values = Values(
            fields=cleaned,
            direction=direction,
            executors=kept_rows(self.formsets["executors"]),
            lines=lines_of_rows(kept_rows(self.formsets["budget_lines"]), cleaned.get("number") or "", direction),
        )
        return content_of(values)

    def answer(self, cleaned: dict, plan: dict) -> dict:
        if not cleaned.get("plan_basis"):
            self.add_error("plan_basis", self.question(plan))
            return {}
        return self.by_basis(cleaned)

    def question(self, plan: dict) -> str:
        if not (self.last_entry and self.last_entry.content):
            return _("План программы утверждён. Скажите, каким актом добавлено мероприятие или что оно было с начала.")
        what = ", ".join(str(NAMES[name]) for name in names_of(self.last_entry.content, plan))
        return _(
            "Вы меняете утверждённый план: %(what)s. Назовите акт, которым он изменён, "
            "или отметьте исправление опечатки."
        ) % {"what": what}

    def _post_clean(self):
        super()._post_clean()
        answer = self.cleaned_data.get("answer")
        self.instance.correction = (answer or {}).get("correction", "")
        if answer or not self.instance.pk:
            self.instance.edition = (answer or {}).get("edition")

    @transaction.atomic
    def save(self, commit=True):
        answer = self.cleaned_data.get("answer") or {}
        if "act" in answer:
            self.instance.edition = self.edition_by(answer["act"], answer["day"])
        return super().save(commit)


class PlanChangePanel(ObjectList):
    """A tab of the measure's form; there is nothing to ask before the plan is approved."""

    def __init__(self, **options):
        questions = [
            FieldPanel("plan_basis"),
            FieldPanel("plan_edition"),
            FieldPanel("plan_act"),
            FieldPanel("plan_from"),
            FieldPanel("plan_reason"),
        ]
        super().__init__(options.pop("children", questions), **options)

    class BoundPanel(ObjectList.BoundPanel):
        def is_shown(self):
            return super().is_shown() and (self.form is None or self.form.plan_is_approved)
