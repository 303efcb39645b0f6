"""Choosing one record, or several, out of very many: a search window instead of a long list of options."""

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.telepath import JSContext
from wagtail.admin.ui.tables import Column
from wagtail.coreutils import resolve_model_string
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.widgets import AdminSnippetChooser

from portal.keys import key_named
from portal.statuses import read_statuses


class WordFilterForm(BaseFilterForm):
    """Search by the fields that the record's viewset names."""

    q = forms.CharField(
        label=_("Поиск"), required=False, max_length=100, widget=forms.TextInput(attrs={"placeholder": _("Название")})
    )

    def filter(self, objects):
        objects = super().filter(objects)
        if words := self.cleaned_data["q"].replace("\0", ""):
            self.is_searching, self.search_query = True, words
            fields = objects.model.snippet_viewset.search_fields
            objects = objects.filter(Q(*((f"{field}__icontains", words) for field in fields), _connector=Q.OR))
        return objects


class RecordChoosing:
    """What the window and its results share."""

    filter_form_class = WordFilterForm

    @property
    def viewset(self):
        return self.model_class.snippet_viewset

    def get_object_list(self):
        records = self.model_class._default_manager.prefetch_related(*self.viewset.list_related)
        return self.viewset.choosable_by(self.request.user, records)

    def filter_object_list(self, objects):
        provider = key_named(self.request.GET.get("provider"))
        if self.viewset.belongs_to_provider and provider is not None:
            objects = objects.filter(provider=provider)
        return super().filter_object_list(objects)

    def get_results_page(self, request):
        page = super().get_results_page(request)
        page.object_list = list(page.object_list)
        read_statuses(page.object_list)
        return page

    @property
    def columns(self):
        title, *rest = super().columns
        return [
            title,
            *(Column(name, label=label, accessor=name) for name, label in self.viewset.chooser_columns),
            *rest,
        ]


class RecordChooseView(RecordChoosing, ChooseView):
    pass


class RecordChooseResultsView(RecordChoosing, ChooseResultsView):
    pass


class RecordChosenView(SnippetChosenView):
    def get_object(self, pk):
        return self.model_class.snippet_viewset.choosable_by(self.request.user, self.model_class.objects.all()).get(
            pk=pk
        )


class RecordChosenMultipleView(SnippetChosenMultipleView):
    def get_objects(self, pks):
        return self.model_class.snippet_viewset.choosable_by(self.request.user, super().get_objects(pks))


class RecordChooser(AdminSnippetChooser):
    """Wagtail's chooser with words that need no declension. It names no record that the form does not offer."""

    def get_instance(self, value):
        offered = getattr(getattr(self, "choices", None), "queryset", None)
        if offered is None or value is None or isinstance(value, self.model_class):
            return super().get_instance(value)
        return offered.filter(pk=key_named(value)).first()

    def __init__(self, model, **options):
        super().__init__(model, **options)
        self.choose_one_text = _("Выбрать")
        self.choose_another_text = _("Выбрать другое")
        self.link_to_chosen_text = _("Открыть")


class RecordChooserViewSet(SnippetChooserViewSet):
    choose_view_class = RecordChooseView
    choose_results_view_class = RecordChooseResultsView
    chosen_view_class = RecordChosenView
    chosen_multiple_view_class = RecordChosenMultipleView
    preserve_url_parameters = ["multiple", "provider"]

    @cached_property
    def widget_class(self):
        return RecordChooser(model=self.model, icon=self.icon)


class RecordPicker(forms.SelectMultiple):
    """Several records of a model: those chosen, each with a tick, and a button that opens the window to add more."""

    template_name = "portal/admin/record_picker.html"

    def __init__(self, model: str | type, attrs=None, provider_field=""):
        super().__init__(attrs)
        self.named = model
        self.provider_field = provider_field

    @property
    def model(self):
        """Named by a string where the model is another app's."""
        return resolve_model_string(self.named)

    @property
    def offered(self):
        """What the form's field takes."""
        return getattr(self.choices, "queryset", self.model._default_manager.all())

    def get_context(self, name, value, attrs):
        chooser = RecordChooser(model=self.model)
        keys = [key for each in value or [] if (key := key_named(each)) is not None]
        chosen = self.offered.filter(pk__in=keys).prefetch_related(*self.model.snippet_viewset.list_related)
        return {
            "widget": {"name": name, "attrs": self.build_attrs(self.attrs, attrs), "template_name": self.template_name},
            "chosen": chosen,
            "definition": JSContext().pack(chooser),
            "provider_field": self.provider_field,
        }

    @property
    def media(self):
        """Its own, and the scripts that the window's definition needs to be read."""
        context = JSContext()
        chooser = RecordChooser(model=self.model)
        context.pack(chooser)
        return forms.Media(js=["portal/admin/record-picker.js"]) + chooser.media + context.media
