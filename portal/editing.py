"""How a record is filled in by hand: its address on the site, the choices it offers, what few may change."""

from anyascii import anyascii
from django.db.models import Model, QuerySet
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.models import Page

from portal.guarding import GuardedForm
from portal.reporters import is_reporter
from portal.unscripted import UnscriptedForm


def transliterated(text: str) -> str:
    """«Школа родителей № 7» as «shkola-roditeley-7»."""
    return slugify(anyascii(text.replace("№", "")))


def free_slug(records: QuerySet, text: str, max_length: int, fallback: str) -> str:
    """An address made of the text that none of the records has; a number tells namesakes apart."""
    stem = transliterated(text)[:max_length].strip("-") or fallback
    taken = set(records.filter(slug__startswith=stem[: max_length - 6]).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem[: max_length - len(str(number)) - 1]}-{number}"
    return slug


class PublicationForm(UnscriptedForm, GuardedForm, WagtailAdminPageForm):
    """The form of a page. An empty address is made from the title: scripts may be off, or late."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        given = self.cleaned_data.get("slug") or self.instance.slug
        title = self.cleaned_data.get("title") or ""
        if given or not title:
            return given
        siblings = Page.objects.child_of(self.parent_page).exclude(pk=self.instance.pk)
        return free_slug(siblings, title, Page._meta.get_field("slug").max_length, "page")


def chosen_in(record: Model, name: str) -> list:
    """Keys of the records that a field of this one names."""
    field = record._meta.get_field(name)
    if field.many_to_many:
        return [chosen.pk for chosen in getattr(record, name).all()]
    return [getattr(record, field.attname)]


class RecordForm(UnscriptedForm, GuardedForm, WagtailAdminModelForm):
    """The form of a record. An empty address is made from the name that `slug_from` points to."""

    slug_from = "name"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if self.for_user and is_reporter(self.for_user):
            self.offer_permitted()

    def offer_permitted(self):
        """To whoever works for an institution: its own records, those that all can read, and what stands there now."""
        for name, field in self.fields.items():
            records = getattr(field, "queryset", None)
            if records is not None and (viewset := getattr(records.model, "snippet_viewset", None)):
                chosen = chosen_in(self.instance, name) if self.instance.pk else []
                field.queryset = viewset.choosable_by(self.for_user, records) | records.filter(pk__in=chosen)

    def clean(self):
        cleaned = super().clean()
        if "slug" in self.fields and "slug" not in self.errors and not cleaned.get("slug"):
            cleaned["slug"] = self.instance.slug or self.made_slug(cleaned.get(self.slug_from) or "")
        if "slug" not in self.fields and getattr(self.instance, "slug", None) == "":
            self.instance.slug = self.made_slug(cleaned.get(self.slug_from) or "")
        return cleaned

    def made_slug(self, text: str) -> str:
        model = self._meta.model
        others = model._default_manager.exclude(pk=self.instance.pk)
        return free_slug(others, text, model._meta.get_field("slug").max_length, model._meta.model_name)


class ReservedFieldPanel(FieldPanel):
    """A field of the portal's own editors. Whoever lacks their right reads its value, and no request changes it."""

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.form is not None and self.bound_field is None:
                self.read_only = bool(self.value_from_instance)
                self.heading = self.panel.heading or capfirst(self.panel.db_field.verbose_name)
                self.help_text = ""

        def is_shown(self):
            return self.read_only or super().is_shown()


class TitledRecordForm(RecordForm):
    slug_from = "title"


class NamePanel(TitleFieldPanel):
    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_attrs(self):
            """Nothing follows the name in a form that does not offer the address."""
            attrs = super().get_attrs()
            return attrs if attrs["data-w-sync-target-value"] else {}


def name_panel(field: str = "name") -> NamePanel:
    """The name; the address follows it until the record is published. A draft may lack all else, but not the name."""
    return NamePanel(field, classname="", placeholder=False, required_on_save=True)


def slug_panel(permission: str | None = None) -> FieldPanel:
    """The address, in Latin letters whatever the name is written in; for those who have the right, if one is named."""
    return FieldPanel(
        "slug",
        permission=permission,
        widget=SlugInput(locale="ru", attrs={"data-w-slug-allow-unicode-value": "false"}),
        help_text=gettext_lazy("Латиницей. Оставьте пустым: получится из названия"),
        required_on_save=False,
    )
