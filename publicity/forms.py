"""What the office fills in: a line of the log, the section on a site, the period of a report."""

from django import forms
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser
from wagtail.models import Page

from measures.models import Channel, Measure, MediaPlanItem, Programme
from portal.choosing import RecordChooser
from services_directory.models import Provider

from . import pictures
from .models import HTTPS, Publication, SectionOnSite, SectionPromise, SectionState

PRINTED = (Channel.LEAFLETS, Channel.PRESS)


class PublicationForm(forms.ModelForm):
    """Few fields first; what most lines leave empty stands under «Ещё». `version`: what the person began with."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    picture = forms.FileField(
        label=gettext_lazy("Снимок страницы, газеты, экрана"),
        required=False,
        widget=forms.FileInput(attrs={"accept": pictures.ACCEPT}),
        help_text=gettext_lazy("PNG, JPG или WebP до 10 МБ. Видят только сотрудники; сведения о съёмке портал убирает"),
    )

    class Meta:
        model = Publication
        fields = [
            *("item", "channel", "place", "published_on", "link", "institution"),
            *("programme", "measure", "page", "issue", "print_run", "note"),
        ]
        widgets = {
            "item": forms.Select,
            "published_on": AdminDateInput,
            "institution": RecordChooser(Provider),
            "measure": RecordChooser(Measure),
            "page": AdminPageChooser,
        }
        help_texts = {"link": gettext_lazy("Начинается с https://. Её увидят все"), "page": ""}

    first = ("item", "channel", "place", "published_on", "link", "institution")

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = MediaPlanItem.objects.filter(pk__in=[each.pk for each in items])
        self.fields["item"].choices = by_programme(items)
        self.fields["version"].initial = self.instance.version
        if "page" in self.fields:
            self.fields["programme"].queryset = Programme.objects.order_by("title")
            self.fields["page"].queryset = Page.objects.live().public()

    @property
    def head(self) -> list:
        return [self[name] for name in self.first if name in self.fields]

    @property
    def more(self) -> list:
        shown = {*self.first, "version", "picture"}
        return [self[name] for name in self.fields if name not in shown]

    @property
    def more_is_open(self) -> bool:
        return any(field.errors or field.value() for field in self.more)

    def clean_published_on(self):
        day = self.cleaned_data["published_on"]
        if day > localdate():
            raise forms.ValidationError(_("Этот день ещё не наступил: отмечают то, что уже вышло."))
        return day

    def clean_picture(self):
        file = self.cleaned_data["picture"]
        return pictures.redrawn(file) if file else None

    def clean(self):
        cleaned = super().clean()
        item, measure = cleaned.get("item"), cleaned.get("measure")
        if item:
            cleaned["programme"] = item.programme
        programme = cleaned.get("programme")
        if measure and programme and measure.programme_id != programme.pk:
            self.add_error("measure", _("Это мероприятие другой программы."))
        if item and item.per_institution and "institution" in self.fields and not cleaned.get("institution"):
            self.add_error("institution", _("Этот пункт исполняет каждое учреждение: назовите, чьё это."))
        if cleaned.get("print_run") and cleaned.get("channel") not in PRINTED:
            self.add_error("print_run", _("Тираж бывает у листовок и газет: проверьте канал."))
        return cleaned


class OwnPublicationForm(PublicationForm):
    """Of whoever works for an institution: it is always about one of her own."""

    class Meta(PublicationForm.Meta):
        fields = ["item", "channel", "place", "published_on", "link", "institution", "issue", "print_run", "note"]
        widgets = {"item": forms.Select, "published_on": AdminDateInput, "institution": forms.Select}

    def __init__(self, *args, institutions, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["institution"]
        field.queryset, field.required = institutions, True
        if len(institutions) == 1:
            field.initial, field.empty_label = institutions[0].pk, None


def by_programme(items) -> list:
    groups: dict[str, list] = {}
    for item in items:
        groups.setdefault(str(item.programme), []).append((item.pk, str(item)[:110]))
    return [("", _("Не из медиаплана")), *groups.items()]


class SectionKeptForm(forms.ModelForm):
    """`seen`: what the person began with."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.stamp


class SectionForm(SectionKeptForm):
    """What a person saw on the site, and when."""

    class Meta:
        model = SectionOnSite
        fields = ["state", "address", "published_on", "last_checked_on", "note"]
        widgets = {
            "state": forms.RadioSelect,
            "published_on": AdminDateInput,
            "last_checked_on": AdminDateInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = SectionState.choices

    def clean_last_checked_on(self):
        return not_future(self.cleaned_data["last_checked_on"])

    def clean_published_on(self):
        return not_future(self.cleaned_data["published_on"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") and not cleaned.get("last_checked_on") and "last_checked_on" not in self.errors:
            self.add_error("last_checked_on", _("Укажите, когда это видели: без даты проверка не считается."))
        if cleaned.get("state") == SectionState.HAS and not cleaned.get("address") and "address" not in self.errors:
            self.add_error("address", _("Назовите адрес раздела: по нему проверят снова."))
        return cleaned


class SaidForm(SectionKeptForm):
    """What an institution says of its own section; a moderator looks and confirms."""

    class Meta:
        model = SectionOnSite
        fields = ["said_address", "said_published_on"]
        widgets = {"said_published_on": AdminDateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["said_address"].required = True
        self.fields["said_address"].validators = [HTTPS]
        self.fields["said_address"].help_text = _("Начинается с https://")

    def clean_said_published_on(self):
        return not_future(self.cleaned_data["said_published_on"])


class PromiseForm(forms.ModelForm):
    class Meta:
        model = SectionPromise
        fields = ["measure"]
        widgets = {"measure": RecordChooser(Measure)}


def not_future(day):
    if day and day > localdate():
        raise forms.ValidationError(_("Этот день ещё не наступил."))
    return day


class PeriodForm(forms.Form):
    """Of which time, programme and channel a report is."""

    since = forms.DateField(label=gettext_lazy("С"), widget=AdminDateInput)
    until = forms.DateField(label=gettext_lazy("По"), widget=AdminDateInput)
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Программа"), queryset=Programme.objects.none(), required=False, empty_label="—"
    )
    channel = forms.ChoiceField(label=gettext_lazy("Канал"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = Q(media_items__isnull=False) | Q(publications__isnull=False)
        self.fields["programme"].queryset = Programme.objects.filter(known).distinct().order_by("title")
        self.fields["programme"].empty_label = _("Все программы")
        self.fields["channel"].choices = [("", _("Все каналы")), *Channel.choices]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("since") and cleaned.get("until") and cleaned["since"] > cleaned["until"]:
            self.add_error("until", _("Конец раньше начала."))
        return cleaned
