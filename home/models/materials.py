"""The methodological library: files and texts for those who work with families, and for families."""

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from portal.blocks import BodyBlock
from portal.pages import CARD, PortalPage, PortalPageQuerySet
from portal.paging import page_of, query_without_page


class MaterialQuerySet(PortalPageQuerySet):
    def in_order(self):
        return self.order_by(models.F("year").desc(nulls_last=True), "title", "pk")

    def for_list(self):
        """What a card of the list shows."""
        return self.in_order().only(*CARD, "kind", "audience", "year", "author", "document_id")


class MaterialIndexPage(PortalPage):
    """The library, filtered by kind, audience and practice."""

    per_page = 20

    content_panels = PortalPage.title_panels
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.MaterialPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("библиотека материалов")
        verbose_name_plural = _("библиотеки материалов")

    def get_context(self, request, *args, **kwargs):
        found = MaterialFilter(request.GET, MaterialPage.objects.child_of(self).published().for_list())
        return {
            **super().get_context(request, *args, **kwargs),
            "form": found.form,
            "materials": page_of(request, found.qs, self.per_page),
            "query": query_without_page(request),
            "filtered": found.form.is_valid() and any(found.form.cleaned_data.values()),
        }


class MaterialPage(PortalPage):
    """A material: what it is, for whom, and the file where there is one."""

    class Kind(models.TextChoices):
        FORM = "form", _("форма документа")
        REPORT_FORM = "report-form", _("форма отчёта")
        METHOD = "method", _("методика")
        MODEL = "model", _("модельный документ")
        LEAFLET = "leaflet", _("памятка")

    class Audience(models.TextChoices):
        FAMILIES = "families", _("семьям")
        SPECIALISTS = "specialists", _("специалистам")
        MANAGERS = "managers", _("руководителям и органам власти")

    kind = models.CharField(_("вид"), max_length=12, choices=Kind)
    audience = models.CharField(_("кому"), max_length=12, choices=Audience, default=Audience.SPECIALISTS)
    year = models.PositiveSmallIntegerField(
        _("год"), null=True, blank=True, validators=[MinValueValidator(1991), MaxValueValidator(2100)]
    )
    author = models.CharField(_("организация-автор"), max_length=300, blank=True)
    practice = models.ForeignKey(
        "services_directory.Practice",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="materials",
        verbose_name=_("практика"),
    )
    document = models.ForeignKey(
        "wagtaildocs.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("файл")
    )
    body = StreamField(BodyBlock(), verbose_name=_("текст"), blank=True)

    objects = PageManager.from_queryset(MaterialQuerySet)()

    content_panels = [
        *PortalPage.title_panels,
        FieldPanel("kind"),
        FieldPanel("audience"),
        FieldPanel("year"),
        FieldPanel("author"),
        FieldPanel("practice"),
        FieldPanel("document"),
        FieldPanel("body"),
        *PortalPage.source_panels,
    ]
    shown_with = {
        **PortalPage.shown_with,
        "practice": "slug name live",
        "document": "title file file_size",
    }
    parent_page_types = ["home.MaterialIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("материал")
        verbose_name_plural = _("материалы")
        constraints = [
            models.CheckConstraint(
                name="materialpage_sane_year",
                condition=models.Q(year=None) | models.Q(year__range=(1991, 2100)),
                violation_error_message=_("Год — от 1991 до 2100."),
            )
        ]

    def get_context(self, request, *args, **kwargs):
        practice = self.practice if self.practice and self.practice.live else None
        return {**super().get_context(request, *args, **kwargs), "practice": practice}

    # As get_…_display(), which hashes every choice at each call.
    @property
    def kind_label(self) -> str:
        return str(self.Kind(self.kind).label).capitalize()

    @property
    def audience_label(self) -> str:
        return str(self.Audience(self.audience).label).capitalize()

    @property
    def document_kilobytes(self) -> int:
        return -(-self.document.get_file_size() // 1024)


class MaterialFilter(django_filters.FilterSet):
    """How the library is narrowed."""

    q = django_filters.CharFilter(
        label=_("Слово"), method="with_words", max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = django_filters.ChoiceFilter(label=_("Вид"), choices=MaterialPage.Kind.choices, empty_label=_("Любой"))
    audience = django_filters.ChoiceFilter(
        label=_("Кому"), choices=MaterialPage.Audience.choices, empty_label=_("Всем")
    )

    class Meta:
        model = MaterialPage
        fields = ["q", "kind", "audience"]

    def with_words(self, materials, name, value):
        for word in value.split()[:10]:
            materials = materials.filter(models.Q(title__icontains=word) | models.Q(lead__icontains=word))
        return materials
