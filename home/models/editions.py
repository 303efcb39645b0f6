"""Files of materials: their editions, what is read in them, how often they are taken."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from portal.filetexts import Fault


class MaterialEdition(Orderable):
    """A file of a material. The first is what the material is now; the others are what it was."""

    page = ParentalKey("home.MaterialPage", related_name="editions")
    document = models.ForeignKey("wagtaildocs.Document", models.PROTECT, related_name="+", verbose_name=_("файл"))
    number = models.CharField(_("номер редакции"), max_length=20, blank=True, help_text=_("Например: 2 или 1.1"))
    date = models.DateField(_("дата редакции"), null=True, blank=True, help_text=_("Не знаете — оставьте пустой"))
    changes = models.TextField(_("что изменилось"), max_length=500, blank=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = _("редакция материала")
        verbose_name_plural = _("редакции материалов")

    def __str__(self):
        return self.number or str(self.date or "")


class DocumentText(models.Model):
    """What a file says, read once for each content of it; nothing here is edited by people."""

    document = models.OneToOneField("wagtaildocs.Document", models.CASCADE, related_name="read_text")
    file_hash = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    fault = models.CharField(max_length=10, choices=Fault, blank=True)
    is_cut = models.BooleanField(default=False)
    is_tagged = models.BooleanField(default=False)
    read_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("текст файла")
        verbose_name_plural = _("тексты файлов")

    def __str__(self):
        return self.text[:80]

    @property
    def remark(self) -> str:
        """For the editor: what of the file readers can find by the search."""
        if self.fault:
            return _("Текст не извлечён: {why}.").format(why=Fault(self.fault).label)
        size = _("{number} знаков").format(number=len(self.text))
        return (_("Найдётся начало текста: {size}.") if self.is_cut else _("Текст найдётся весь: {size}.")).format(
            size=size
        )


class DownloadCount(models.Model):
    """How many times a document was taken on a day. By whom is kept nowhere."""

    document = models.ForeignKey("wagtaildocs.Document", models.CASCADE, related_name="downloads")
    date = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("скачивания за день")
        verbose_name_plural = _("скачивания по дням")
        constraints = [models.UniqueConstraint(name="downloadcount_a_day", fields=["document", "date"])]

    def __str__(self):
        return f"{self.date}: {self.number}"
