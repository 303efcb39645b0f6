"""What the screens of an import ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.tables import column_letters

from .columns import KINDS, Kind
from .headings import Headings, missing
from .models import Import

SKIP = ""


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=_("Что в таблице"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Файл"),
        help_text=_("XLSX или CSV, до 10 МБ и 50 000 строк"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.txt"}),
    )

    def __init__(self, *args, user, kind="", **kwargs):
        super().__init__(*args, **kwargs)
        own = {key: each.label for key, each in KINDS.items() if may_import(user, each)}
        self.fields["kind"].choices = list(own.items())
        self.fields["kind"].initial = kind if kind in own else next(iter(own), None)


def may_import(user, kind: Kind) -> bool:
    return user.has_perm("exchange.add_import") and kind.may(user, "add") and kind.may(user, "change")


class MappingForm(forms.Form):
    """A choice of meaning for each column of the sheet."""

    clears = forms.TypedChoiceField(
        label=_("Пустая ячейка"),
        choices=[("", _("ничего не меняет")), ("1", _("стирает значение"))],
        coerce=bool,
        required=False,
        widget=forms.RadioSelect,
    )
    publishes = forms.TypedChoiceField(
        label=_("Как загрузить"),
        choices=[("", _("черновиками")), ("1", _("сразу опубликовать"))],
        coerce=bool,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, importing: Import, headings: Headings, user, **kwargs):
        self.kind, self.headings = importing.exchanged, headings
        initial = {"clears": "1" if importing.clears else "", "publishes": "1" if importing.publishes else ""}
        super().__init__(*args, initial=initial, **kwargs)
        if not self.kind.may(user, "publish"):
            del self.fields["publishes"]
        choices = [(SKIP, _("не загружать")), *((column.key, column.label) for column in self.kind.columns)]
        known = importing.order.columns
        for place, text in headings.texts.items():
            self.fields[name_of(place)] = forms.ChoiceField(
                label=text, choices=choices, required=False, initial=known.get(place, SKIP)
            )

    def columns(self):
        """(letters, heading, first values, field) for each column of the sheet."""
        for place, text in self.headings.texts.items():
            yield column_letters(place), text, self.headings.samples[place], self[name_of(place)]

    @property
    def missing(self) -> list[str]:
        return missing(self.kind, self.chosen if self.is_bound else self.known)

    @property
    def known(self) -> dict[int, str]:
        return {place: self.fields[name_of(place)].initial for place in self.headings.texts}

    @property
    def chosen(self) -> dict[int, str]:
        meant = {place: self.cleaned_data.get(name_of(place), SKIP) for place in self.headings.texts}
        return {place: name for place, name in meant.items() if name}

    def clean(self):
        cleaned = super().clean()
        meant = list(self.chosen.values())
        if not meant:
            raise forms.ValidationError(_("Укажите хотя бы один столбец."))
        for place, name in self.chosen.items():
            if meant.count(name) > 1:
                self.add_error(name_of(place), _("Это значение выбрано для двух столбцов."))
        return cleaned


def name_of(place: int) -> str:
    return f"column-{place}"
