"""The back office of editions: their date and note, and which measures an act has taken out of the plan."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from measures.models import Measure, PlanEdition, PlanEntry
from measures.models.plan import FIRST
from portal.editing import RecordForm
from portal.viewsets import RecordViewSet, named_column

from .recording import next_number, remove

MAY_REMOVE = "measures.publish_measure"


class EditionForm(RecordForm):
    """The number is given, not typed: editions follow each other."""

    removed = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Какие мероприятия акт исключил"),
        required=False,
        queryset=Measure.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Они уйдут с публичных страниц, а в истории плана останется, что в нём было"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["programme"].disabled = True
        if "removed" in self.fields:
            self.fields["removed"].queryset = self.removable()
            if not self.may_remove or not self.fields["removed"].queryset.exists():
                del self.fields["removed"]

    @property
    def may_remove(self) -> bool:
        """Taking a measure off the site is a moderator's."""
        return bool(self.for_user and self.for_user.has_perm(MAY_REMOVE) and self.instance.number != FIRST)

    def removable(self):
        """Of a saved edition: published measures that no later edition has touched."""
        if not self.instance.pk:
            return Measure.objects.none()
        later = PlanEntry.objects.filter(edition__number__gt=self.instance.number, measure__isnull=False)
        found = Measure.objects.filter(programme=self.instance.programme_id, live=True)
        return found.exclude(pk__in=later.values("measure")).order_by("position", "number")

    def clean(self):
        cleaned = super().clean()
        if not self.instance.pk and not cleaned.get("act") and "act" not in self.errors:
            self.add_error("act", _("Назовите акт, которым изменён план."))
        if day := cleaned.get("effective_on"):
            self.check_order(cleaned.get("programme") or self.instance.programme, day)
        return cleaned

    def check_order(self, programme, day) -> None:
        """Editions follow each other in time, as they do by number."""
        others = PlanEdition.objects.filter(programme=programme).exclude(pk=self.instance.pk)
        number = self.instance.number if self.instance.pk else next_number(programme)
        before = others.filter(number__lt=number, effective_on__gt=day)
        after = others.filter(number__gt=number, effective_on__lt=day)
        if before.exists() or after.exists():
            self.add_error("effective_on", _("Редакции идут по порядку дат: эта нарушает порядок соседних."))

    def save(self, commit=True):
        if not self.instance.pk:
            self.instance.number = next_number(self.instance.programme)
        edition = super().save(commit)
        remove(edition, self.cleaned_data.get("removed") or [], user=self.for_user)
        return edition


edition_panels = ObjectList(
    [
        FieldPanel("programme"),
        FieldRowPanel([FieldPanel("act"), FieldPanel("effective_on")]),
        FieldPanel("note"),
        FieldPanel("removed"),
    ],
    base_form_class=EditionForm,
)


class PlanEditionViewSet(RecordViewSet):
    model = PlanEdition
    icon = "history"
    copy_view_enabled = False  # a copy would say that an act changed the plan twice
    menu_label = gettext_lazy("Изменения планов")
    list_related = ("programme", "act")
    list_display = [
        "__str__",
        named_column("programme", gettext_lazy("Программа"), "programme__title"),
        named_column("effective_on", gettext_lazy("Действует с"), "effective_on"),
        "note",
    ]
    ordering = ["programme", "number"]
    chooser_columns = (("programme", gettext_lazy("Программа")),)
    search_fields = ["note", "act__number", "act__title", "programme__title"]
    edit_handler = edition_panels
    known_from_link = ("programme",)
