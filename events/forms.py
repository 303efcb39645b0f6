"""The form of an event: what its rows and its fields say together."""

from django.utils.translation import gettext as _

from portal.editing import PublicationForm


class EventForm(PublicationForm):
    """Contradictions are told at once; what is only missing yet, when the event is to be published."""

    def clean(self):
        cleaned = super().clean()
        self.check_registration(cleaned.get("registration_until"))
        return cleaned

    def check_registration(self, until) -> None:
        days = self.typed_days()
        if until and days and until > max(days):
            self.add_error("registration_until", _("Запись кончается позже, чем начинается событие."))

    def typed_days(self) -> list:
        dates = self.formsets.get("dates")
        if dates is None or not dates.is_valid():
            return []
        rows = [form.cleaned_data for form in dates.forms if form not in dates.deleted_forms]
        return [row["day"] for row in rows if row.get("day")]

    def _post_clean(self):
        super()._post_clean()
        if not self.is_deferred_validation:
            for name, said in self.instance.lacking().items():
                if name not in self.errors:
                    self.add_error(name if name in self.fields else None, said)
