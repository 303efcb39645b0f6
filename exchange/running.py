"""The three things done to an import: it is checked, loaded, and taken back. Each in one transaction or not at all."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal import revealing
from portal.drafts import STATE
from portal.tables import FileRefused, Table, open_table

from .copying import copy
from .following import Followed, refer_later
from .models import Import, ImportedRecord, ImportRow
from .planning import Outcome, Planner, RowPlan
from .progress import Progress
from .saving import Written, log, save
from .slugs import Slugs

# Any number of ours: two imports at once would each plan on what the other is about to change.
LOCK = 0x7461626C
ACTION = "exchange.import"
LONGEST_SHOWN = 600
State = Import.State


class ImportRefused(Exception):
    """Why it cannot be done now: a sentence."""


def check(importing: Import) -> None:
    """The dry run: every row with what it would do. Nothing of the directory changes."""
    with (
        working(importing, State.CHECKING, failed=State.FAILED),
        Progress(importing.pk) as progress,
        transaction.atomic(),
    ):
        importing.rows.all().delete()
        planner, counts, revealing_rows = planned(importing), Counter(), 0
        for plans in planner.plans(table_of(importing).rows(importing.sheet)):
            copy(ImportRow, (row_of(importing, plan) for plan in plans))
            counts.update(plan.outcome for plan in plans)
            revealing_rows += sum(bool(plan.reveals) for plan in plans)
            progress.step(len(plans))
        if not counts:
            raise ImportRefused(_("Под строкой заголовков нет ни одной строки."))
        note(importing, "reveals", planner.contradicting)
        note(importing, "also_shown", planner.contradictions.shown_elsewhere())
        importing.counts, importing.digest = dict(counts), planner.digest
        importing.total = importing.done = counts.total()
        importing.reveals, importing.may_reveal = revealing_rows + len(planner.contradicting), False
        finish(importing, State.CHECKED)


def load(importing: Import) -> None:
    """Do what the dry run has shown, all of it."""
    with working(importing, State.LOADING, failed=State.CHECKED), Progress(importing.pk) as progress:
        with transaction.atomic():
            take_lock()
            loader = Loader(importing)
            for plans in loader.planner.plans(table_of(importing).rows(importing.sheet)):
                loader.load(plans)
                progress.step(len(plans))
            loader.finish(lambda: progress.step(0))
            importing.loaded_at = timezone.now()
            finish(importing, State.DONE)
        refer_later(importing.exchanged.model, loader.pks)


class Loader:
    def __init__(self, importing: Import):
        self.importing = importing
        self.model = importing.exchanged.model
        self.planner = planned(importing, keeps_before=True)
        self.slugs = Slugs(self.model) if any(field.name == "slug" for field in self.model._meta.fields) else None
        self.followed = Followed()
        self.refused = 0
        self.pks: list[int] = []
        self.rows: dict[int, int] = {}

    def load(self, plans: list[RowPlan]) -> None:
        self.refused += sum(plan.outcome == Outcome.REFUSED for plan in plans)
        wanted = [plan for plan in plans if plan.outcome in (Outcome.NEW, Outcome.CHANGED)]
        if self.slugs:
            self.slugs.give(plan.record for plan in wanted if plan.outcome == Outcome.NEW)
        written = [self.written(plan) for plan in wanted]
        states = [None if each.is_new else state_of(each.record) for each in written]
        self.followed.before(self.model, [each.record.pk for each in written if each.publishes and not each.is_new])
        save(written, self.importing.user, ACTION, said_of(self.importing))
        self.keep(wanted, written, states)
        note_revealed(written, self.importing.user, self.importing.may_reveal)
        for is_new in (True, False):
            public = [each.record for each in written if each.publishes and each.is_new == is_new]
            self.followed.add(public, were_there=not is_new)
        self.pks += [each.record.pk for each in written]
        public = {plan.number: each.record.pk for plan, each in zip(wanted, written, strict=True) if each.publishes}
        self.rows |= public if self.model.hidden_by else {}

    def written(self, plan: RowPlan) -> Written:
        """A record that was taken from the site stays so: it is changed as a draft."""
        is_new = plan.outcome == Outcome.NEW
        publishes = self.importing.publishes and (is_new or plan.record.live)
        return Written(plan.record, is_new, publishes, set(plan.touched), reveals=plan.reveals)

    def keep(self, plans: list[RowPlan], written: list[Written], states: list[dict | None]) -> None:
        content_type = ContentType.objects.get_for_model(self.model)
        imported = (
            ImportedRecord(
                owner=self.importing,
                content_type=content_type,
                object_id=each.record.pk,
                title=str(each.record)[:300],
                is_new=each.is_new,
                before=plan.before,
                touched=sorted(plan.touched),
                state_before=state,
                revision=each.revision,
            )
            for plan, each, state in zip(plans, written, states, strict=True)
        )
        copy(ImportedRecord, imported)

    def finish(self, tick: Callable[[], None]) -> None:
        if self.planner.digest != self.importing.digest:
            raise ImportRefused(_("Справочник изменился после проверки. Проверьте таблицу ещё раз."))
        if self.refused and not self.importing.skips_refused:
            raise ImportRefused(_("В таблице есть отклонённые строки. Исправьте их или разрешите пропустить."))
        self.agree_to_contradictions()
        self.followed.update(tick)

    def agree_to_contradictions(self) -> None:
        """Of those of the table, as of what was hidden before it."""
        words = {self.rows[number]: said for number, said in self.planner.contradicting.items() if number in self.rows}
        if self.importing.publishes and self.planner.contradicting and not self.importing.may_reveal:
            raise ImportRefused(nobody_agreed(next(iter(self.planner.contradicting.values()))))
        records = self.model._default_manager.filter(pk__in=words).select_related("latest_revision")
        shown = [
            Written(each, publishes=True, revision=each.latest_revision, reveals=words[each.pk]) for each in records
        ]
        note_revealed(shown, self.importing.user, self.importing.may_reveal)


def note(importing: Import, field: str, found: Mapping[int, object]) -> None:
    """Of each row by its number."""
    rows = list(importing.rows.filter(number__in=found))
    for row in rows:
        setattr(row, field, found[row.number])
    ImportRow.objects.bulk_update(rows, [field], batch_size=500)


def nobody_agreed(words: str) -> str:
    return _("Ничего не изменилось: никто не разрешил открыть скрытое. ") + words


def note_revealed(written: list[Written], user, may_reveal: bool) -> None:
    """Of what becomes public and was hidden from everybody: only by somebody's word, which the history keeps."""
    shown = [each for each in written if each.publishes and each.reveals]
    if not shown:
        return
    if not may_reveal:
        raise ImportRefused(nobody_agreed(shown[0].reveals))
    log(type(shown[0].record), shown, user, revealing.ACTION, lambda each: {"words": each.reveals})


def planned(importing: Import, keeps_before: bool = False) -> Planner:
    return Planner(importing.order, table_of(importing).survey(importing.sheet), keeps_before)


def table_of(importing: Import) -> Table:
    if not importing.file:
        raise ImportRefused(_("Файл уже удалён: загрузите его заново."))
    return open_table(Path(importing.file.path))


def row_of(importing: Import, plan: RowPlan) -> ImportRow:
    return ImportRow(
        owner=importing,
        number=plan.number,
        outcome=plan.outcome,
        title=plan.title[:300],
        changes=[[label, shortened(old), shortened(new)] for label, old, new in plan.changes],
        reasons=plan.reasons,
        reveals=plan.reveals,
    )


def shortened(text: str) -> str:
    """What a screen has room for; the record gets the whole."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def state_of(record) -> dict:
    return {name: getattr(record, name) for name in STATE if name not in ("id", "uuid")}


def said_of(importing: Import) -> dict:
    return {"import": str(importing.uuid), "file": importing.file_name}


def take_lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise ImportRefused(_("Сейчас загружается другая таблица. Подождите минуту и попробуйте снова."))


def finish(importing: Import, state: State) -> None:
    importing.state, importing.message, importing.touched_at = state, "", timezone.now()
    importing.save()


@contextmanager
def working(importing: Import, state: State, failed: State) -> Iterator[None]:
    """Say what is going on; whatever goes wrong is said too, and has changed nothing."""
    importing.state, importing.done, importing.message = state, 0, ""
    importing.touched_at = timezone.now()
    importing.save(update_fields=["state", "done", "message", "touched_at"])
    # Words of a table are Russian, whoever is at work.
    with translation.override("ru"):
        try:
            yield
        except (ImportRefused, FileRefused) as error:
            tell(importing, failed, str(error))
        except BaseException:
            tell(importing, failed, _("Что-то пошло не так. В справочник ничего не попало. Попробуйте ещё раз."))
            raise


def tell(importing: Import, state: State, message: str) -> None:
    """Only what is said: the rest of what was at hand has not come to be."""
    Import.objects.filter(pk=importing.pk).update(state=state, message=message, touched_at=timezone.now())
    importing.refresh_from_db()


def interrupted(importing: Import) -> None:
    """A worker that was killed says nothing: whoever looks next finds its silence."""
    back = {State.CHECKING: State.FAILED, State.LOADING: State.CHECKED}
    if importing.is_silent:
        message = _("Работа оборвалась на полпути. В справочнике ничего не изменилось. Попробуйте ещё раз.")
        tell(importing, back.get(importing.state, State.DONE), message)
