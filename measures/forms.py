"""What the forms of programmes check beyond the records' own rules."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from measures.amendments.asking import PlanGuard, PlanQuestions
from measures.entering import UnitChoice, UnitQuestion
from measures.models import Indicator, Measure
from measures.models.programme import Direction
from measures.value_matrix import ValueMatrixForm
from portal.editing import RecordForm, TitledRecordForm
from portal.formatting import nested
from portal.keys import key_named


class ProgrammeForm(TitledRecordForm):
    def clean(self):
        cleaned = super().clean()
        dropped = [form.instance for form in self.formsets["directions"].deleted_forms if form.instance.pk]
        kept = Measure.objects.filter(direction__in=dropped).select_related("direction").first()
        if kept:
            raise ValidationError(
                nested(
                    _("Направление «%(direction)s» нельзя убрать: в нём есть мероприятия.")
                    % {"direction": kept.direction}
                ),
                code="direction_in_use",
            )
        self.check_media_plan()
        return cleaned

    def check_media_plan(self) -> None:
        """An item serves a measure of this very programme."""
        plan = self.formsets["media_items"]
        plan.is_valid()  # only then has each row its values
        named = [form for form in plan.forms if form.cleaned_data.get("measure_number")]
        known = (
            set(Measure.objects.filter(programme=self.instance.pk).values_list("number", flat=True)) if named else ()
        )
        for form in named:
            if form.cleaned_data["measure_number"] not in known:
                form.add_error("measure_number", _("Мероприятия с таким номером в программе нет."))
                self.add_error(None, _("Медиаплан: пункт ссылается на мероприятие, которого нет."))


class OfProgrammeForm(RecordForm):
    """Offer only what belongs to the record's programme; a new record gets its choice once the programme is saved."""

    # Field → the records of all programmes that it offers.
    of_programme = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, records in self.of_programme.items():
            self.fields[name].queryset = records.filter(programme=self.programme_key).exclude(**self.itself(records))

    @property
    def programme_key(self) -> int | None:
        return key_named(self.data.get("programme") or self.initial.get("programme") or self.instance.programme_id)

    def itself(self, records) -> dict:
        return {"pk": self.instance.pk} if isinstance(self.instance, records.model) else {"pk": None}


class MeasureForm(PlanGuard, PlanQuestions, UnitChoice, UnitQuestion, OfProgrammeForm):
    of_programme = {
        "direction": Direction.objects.order_by("sort_order"),
        "indicators": Indicator.objects.order_by("position"),
    }


class IndicatorForm(ValueMatrixForm, OfProgrammeForm):
    of_programme = {
        "parent": Indicator.objects.filter(parent=None).order_by("position"),
        **dict.fromkeys(("within", "numerator", "denominator"), Indicator.objects.order_by("position")),
    }
