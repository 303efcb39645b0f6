"""Imports: the file, what its columns mean, what became of each row, and how to take it back."""

import datetime
import uuid

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from portal.uploads.whole import private_storage

from .columns import KINDS, Kind
from .planning import Order, Outcome

# Whoever works on an import says so at least this often.
SILENCE = datetime.timedelta(seconds=120)


def upload_path(instance: "Import", name: str) -> str:
    """Of the sender's name nothing is kept in the path."""
    return f"imports/{instance.uuid}"


class Import(models.Model):
    """One table brought into the directory."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("нужно указать столбцы")
        CHECKING = "checking", _("проверяется")
        CHECKED = "checked", _("проверена")
        LOADING = "loading", _("загружается")
        DONE = "done", _("загружена")
        PUBLISHING = "publishing", _("публикуется")
        SENDING = "sending", _("отправляется на проверку")
        UNDOING = "undoing", _("отменяется")
        UNDONE = "undone", _("отменена")
        FAILED = "failed", _("не удалась")

    WORKING = (State.CHECKING, State.LOADING, State.PUBLISHING, State.SENDING, State.UNDOING)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(
        _("что в таблице"), max_length=12, choices=[(key, kind.label) for key, kind in KINDS.items()]
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("кто")
    )
    file = models.FileField(_("файл"), storage=private_storage, upload_to=upload_path, blank=True)
    file_name = models.CharField(_("имя файла"), max_length=200)
    sheet = models.CharField(_("лист"), max_length=100, blank=True)
    heading_row = models.PositiveIntegerField(_("строка заголовков"), default=1)
    columns = models.JSONField(_("столбцы"), default=dict)
    clears = models.BooleanField(_("пустая ячейка стирает"), default=False)
    publishes = models.BooleanField(_("публикует"), default=False)
    # Of its rows, those that would show what is hidden from everybody; and whether somebody has agreed to that.
    reveals = models.PositiveIntegerField(_("открывают скрытое"), default=0)
    may_reveal = models.BooleanField(_("скрытое разрешили открыть"), default=False)
    skips_refused = models.BooleanField(_("без отклонённых строк"), default=False)

    state = models.CharField(_("состояние"), max_length=10, choices=State, default=State.UPLOADED)
    message = models.TextField(_("сообщение"), blank=True)
    notes = models.JSONField(_("замечания"), default=list)
    total = models.PositiveIntegerField(_("строк"), default=0)
    # Of rows or of records, as the work at hand counts.
    goal = models.PositiveIntegerField(_("предстоит"), default=0)
    done = models.PositiveIntegerField(_("сделано"), default=0)
    touched_at = models.DateTimeField(default=timezone.now)
    counts = models.JSONField(_("итоги"), default=dict)
    digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(_("когда"), default=timezone.now, db_index=True)
    loaded_at = models.DateTimeField(_("загружена"), null=True)
    sent_at = models.DateTimeField(_("черновики отправлены на проверку"), null=True)
    published_at = models.DateTimeField(_("черновики опубликованы"), null=True)
    undone_at = models.DateTimeField(_("отменена"), null=True)

    class Meta:
        verbose_name = _("загрузка таблицы")
        verbose_name_plural = _("загрузки таблиц")
        ordering = ["-created_at"]
        default_permissions = ("add", "view")

    def __str__(self):
        return self.file_name

    @property
    def state_now(self) -> str:
        """Of a loaded table, also how far its records have come."""
        if self.state != self.State.DONE or not self.to_load:
            return str(self.get_state_display())
        if self.publishes or self.published_at:
            return _("опубликована")
        return _("отправлена на проверку") if self.sent_at else _("загружена черновиками")

    @property
    def exchanged(self) -> Kind:
        return KINDS[self.kind]

    @property
    def order(self) -> Order:
        columns = {int(place): name for place, name in self.columns.items()}
        return Order(self.exchanged, columns, self.heading_row, self.clears, self.publishes)

    @property
    def is_working(self) -> bool:
        return self.state in self.WORKING

    @property
    def is_silent(self) -> bool:
        """At work by its state, but nobody has said so for long. One that waits in the queue has a message."""
        return self.is_working and not self.message and self.touched_at < timezone.now() - SILENCE

    @cached_property
    def outcome_counts(self) -> list[tuple[str, str, int]]:
        return [(each.value, str(each.label), self.counts.get(each.value, 0)) for each in Outcome]

    @property
    def refused(self) -> int:
        return self.counts.get(Outcome.REFUSED, 0)

    @property
    def to_load(self) -> int:
        return self.counts.get(Outcome.NEW, 0) + self.counts.get(Outcome.CHANGED, 0)

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.goal) if self.goal else 0


class ImportRow(models.Model):
    """What a row of the table would do or has done."""

    owner = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("строка"))
    outcome = models.CharField(_("что с ней"), max_length=8, choices=Outcome)
    title = models.CharField(_("о чём"), max_length=300)
    changes = models.JSONField(_("изменения"), default=list)
    reasons = models.JSONField(_("причины"), default=list)
    reveals = models.TextField(_("что скрытое откроет"), blank=True)
    # Cards that the table says nothing of: [number of the place, its title].
    also_shown = models.JSONField(_("где ещё показано то, что она прячет"), default=list)

    class Meta:
        verbose_name = _("строка таблицы")
        verbose_name_plural = _("строки таблицы")
        ordering = ["owner", "number"]
        default_permissions = ()
        indexes = [models.Index(fields=["owner", "outcome", "number"], name="importrow_outcome")]

    def __str__(self):
        return f"{self.number}. {self.title}"

    @property
    def outcome_after(self) -> str:
        """As one says it once the table is loaded."""
        done = {Outcome.NEW: _("добавлена"), Outcome.CHANGED: _("изменена")}
        return str(done.get(self.outcome) or self.get_outcome_display())


class ImportedRecord(models.Model):
    """A record that an import made or changed: what it was before, and the version that the import left."""

    owner = models.ForeignKey(Import, models.CASCADE, related_name="records")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    is_new = models.BooleanField()
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    touched = models.JSONField(default=list)
    state_before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("загруженная запись")
        verbose_name_plural = _("загруженные записи")
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["content_type", "object_id"], name="importedrecord_object")]

    def __str__(self):
        return self.title


class HeadingMemory(models.Model):
    """What the headings of a table mean, as somebody has told once: whoever brings the same headings is not asked."""

    kind = models.CharField(max_length=12)
    headings = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("знакомые заголовки")
        verbose_name_plural = _("знакомые заголовки")
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="headingmemory_once", fields=["kind", "headings"])]

    def __str__(self):
        return f"{self.kind} {self.headings[:8]}"
