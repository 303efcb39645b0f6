"""The GET filters of the list of programmes."""

from collections.abc import Container

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Programme


class ProgrammeFilter(forms.Form):
    """Offers only what the programmes have, and finds those of them that have it: they are few, and read anyway."""

    region = forms.ChoiceField(label=_("Регион"), required=False)
    kind = forms.ChoiceField(label=_("Что это"), required=False)
    year = forms.ChoiceField(label=_("Год"), required=False)

    def __init__(self, data, programmes: list[Programme]):
        super().__init__(data)
        self.programmes = programmes
        regions = {programme.territory.slug: programme.territory.label for programme in programmes}
        kinds = {programme.kind: programme.kind_label for programme in programmes}
        years = sorted({year for programme in programmes for year in programme.years}, reverse=True)
        by_name = sorted(regions.items(), key=lambda item: item[1])
        self.fields["region"].choices = [("", _("Все регионы")), *by_name]
        self.fields["kind"].choices = [("", _("Все виды")), *kinds.items()]
        self.fields["year"].choices = [("", _("Все годы")), *((str(year), str(year)) for year in years)]

    @property
    def found(self) -> list[int]:
        """The numbers of programmes, in their order; a value that none of them has narrows nothing."""
        self.full_clean()
        chosen = [(name, value) for name, value in self.cleaned_data.items() if value]
        return [
            programme.pk
            for programme in self.programmes
            if all(value in traits(programme)[name] for name, value in chosen)
        ]


def traits(programme: Programme) -> dict[str, Container[str]]:
    """What a programme can be found by."""
    years = [str(year) for year in programme.years]
    return {"region": (programme.territory.slug,), "kind": (programme.kind,), "year": years}
