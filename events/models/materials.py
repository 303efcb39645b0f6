"""What is left after an event."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from home.models import MaterialPage
from home.passages import in_open_collection
from portal.gathering import KEY, Gathering


class EventMaterial(Orderable):
    """What is left of an event: slides, a recording, a handout."""

    page = ParentalKey("events.EventPage", related_name="materials")
    title = models.CharField(_("что это"), max_length=200, blank=True, help_text=_("Пусто: название материала"))
    material = models.ForeignKey(
        "home.MaterialPage",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("материал библиотеки"),
    )
    document = models.ForeignKey(
        "wagtaildocs.Document", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("файл")
    )
    link = models.URLField(_("или ссылка"), blank=True, help_text=_("Запись трансляции на сайте организатора"))

    class Meta(Orderable.Meta):
        verbose_name = _("материал события")
        verbose_name_plural = _("материалы событий")

    def __str__(self):
        return self.title or self.link

    def clean(self):
        super().clean()
        if sum(map(bool, (self.material_id, self.document_id, self.link))) != 1:
            raise ValidationError({"material": _("Укажите что-то одно: материал, файл или ссылку.")})
        if self.link and not self.title:
            raise ValidationError({"title": _("Назовите, что по ссылке.")})


def shown_materials() -> models.QuerySet:
    """Links, and of files and of the library's materials those that anybody may read."""
    public = MaterialPage.objects.published().filter(pk=models.OuterRef("material"))
    is_public = models.Q(material=None) | models.Exists(public)
    return EventMaterial.objects.filter(is_public, models.Q(document=None) | in_open_collection())


MATERIALS = Gathering(
    lambda: shown_materials().filter(page=KEY).order_by("sort_order", "pk"),
    one={"material": "page_ptr_id title url_path live", "document": "title file file_size"},
)
