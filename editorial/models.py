"""What the newsroom keeps of its own work: faults of links, and reminders to look at a page again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.reminders import Reminder

# Why another site gave no status, by what `editorial.outside.fault` calls it.
NO_ANSWER = {
    "gaierror": _("такого сайта нет"),
    "TimeoutError": _("не ответил вовремя"),
    "ConnectionRefusedError": _("не принимает соединений"),
    "ConnectionResetError": _("оборвал соединение"),
    "RemoteDisconnected": _("оборвал соединение"),
    "SSLCertVerificationError": _("сертификат не подходит"),
    "SSLError": _("защищённое соединение не вышло"),
    "address": _("это не адрес сайта"),
    "port": _("необычный порт, не спрашивали"),
    "private": _("внутренний адрес, не спрашивали"),
    "redirects": _("переадресует без конца"),
}


class LinkCheck(models.Model):
    """One look at the links of all public pages."""

    begun_at = models.DateTimeField(_("начата"), auto_now_add=True)
    finished_at = models.DateTimeField(_("закончена"), null=True)
    pages = models.PositiveIntegerField(_("страниц"), default=0)
    links = models.PositiveIntegerField(_("ссылок"), default=0)
    went_outside = models.BooleanField(_("чужие сайты тоже"), default=False)
    # The last address of another site that was asked: the next run goes on behind it.
    stopped_at = models.CharField(max_length=2000, blank=True, editable=False)

    class Meta:
        verbose_name = _("проверка ссылок")
        verbose_name_plural = _("проверки ссылок")
        default_permissions = ()
        get_latest_by = "begun_at"

    def __str__(self):
        return str(self.begun_at)


class BrokenLink(models.Model):
    """A link of a public page that led nowhere when it was last followed."""

    class Fault(models.TextChoices):
        MISSING = "missing", _("такой страницы нет")
        HIDDEN = "hidden", _("страница снята с сайта или закрыта")
        FILE = "file", _("файла нет")
        ERROR = "error", _("страница отвечает ошибкой")
        OUTSIDE = "outside", _("чужой сайт не открывается")

    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, related_name="broken_links", verbose_name=_("страница")
    )
    address = models.CharField(_("куда ведёт"), max_length=2000)
    fault = models.CharField(_("что не так"), max_length=8, choices=Fault, db_index=True)
    detail = models.CharField(_("ответ"), max_length=120, blank=True)
    found_at = models.DateTimeField(_("проверено"), auto_now_add=True)

    class Meta:
        verbose_name = _("битая ссылка")
        verbose_name_plural = _("битые ссылки")
        default_permissions = ()
        ordering = ["page", "address"]
        constraints = [models.UniqueConstraint(name="brokenlink_once", fields=["page", "address"])]

    def __str__(self):
        return self.address

    @property
    def answer(self) -> str:
        """What came of asking, in words where it was no status."""
        if not self.detail or self.detail.isdecimal():
            return self.detail
        return str(NO_ANSWER.get(self.detail, _("не открылся")))


class PageReminder(Reminder):
    """A reminder of one term of one page to one person."""

    class Stage(models.IntegerChoices):
        DUE = 1, _("срок пришёл")
        LATE = 2, _("срок давно прошёл")

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("страница"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("кому"))
    due_on = models.DateField(_("срок проверки"))
    stage = models.PositiveSmallIntegerField(_("какое"), choices=Stage)

    class Meta(Reminder.Meta):
        verbose_name = _("напоминание о странице")
        verbose_name_plural = _("напоминания о страницах")
        constraints = [
            models.UniqueConstraint(name="pagereminder_once", fields=["page", "user", "due_on", "stage"]),
        ]

    def __str__(self):
        return f"{self.get_stage_display()}, {self.due_on}"
