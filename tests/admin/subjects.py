"""A record of every kind, each with a revision that waits for a moderator; they fill the arguments of addresses."""

import datetime
import itertools
import uuid
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Page, Site, Task, Workflow, WorkflowMixin
from wagtail.snippets.models import get_snippet_models

from cabinets.models import Membership
from exchange.models import Import
from feedback.models import Report
from home.models import HomePage, MaterialTopic
from measures.annex.preview import content_of
from measures.annex.recognising import Annex
from measures.models import (
    AnnexReading,
    MediaPlanItem,
    PlanEdition,
    ReportFile,
    ReportingPeriod,
    ReportingRule,
    Responsibility,
    WorkbookReading,
)
from measures.models import Report as MeasureReport
from navigator.models import Navigator
from publicity.models import Publication
from questions.models import Question
from returns.models import Respondent
from rights.models import Situation
from screens.models import Announcement
from search.precedents.models import Precedent, Renaming
from search.wording.models import SynonymGroup
from services_directory.models import (
    CalendarDay,
    Location,
    MergedProvider,
    Provider,
    Service,
    SupportLevel,
    SupportRule,
)
from sharing.models import EmbedHost
from tests import factories
from tests.admin.conftest import make_person

NUMBERS = itertools.count(1)
# Each may be called again for another record.
MADE_BY_FACTORY = {
    "territory": factories.TerritoryFactory,
    "helpkind": factories.HelpKindFactory,
    "serviceform": factories.ServiceFormFactory,
    "familycategory": factories.FamilyCategoryFactory,
    "location": factories.LocationFactory,
    "service": factories.ServiceFactory,
    "practice": factories.PracticeFactory,
    "programme": factories.ProgrammeFactory,
    "measure": factories.MeasureFactory,
    "indicator": factories.IndicatorFactory,
    "fundingsource": factories.FundingSourceFactory,
    "planedition": lambda: PlanEdition.objects.create(programme=factories.ProgrammeFactory(), number=0),
    "legalact": factories.LegalActFactory,
    "settlement": factories.SettlementFactory,
    "calendarday": lambda: CalendarDay.objects.create(
        date=datetime.date(2030, 1, 9) + datetime.timedelta(next(NUMBERS))
    ),
    "synonymgroup": lambda: SynonymGroup.objects.create(said=f"няня {next(NUMBERS)}\nнянька"),
    "precedent": lambda: Precedent.objects.create(words=f"няня {next(NUMBERS)}", best="Няня на час"),
    "renaming": lambda: Renaming.objects.create(old=f"няня {next(NUMBERS)}", new="Няня на час"),
    "supportlevel": lambda: SupportLevel.objects.create(
        slug=f"level-{(number := next(NUMBERS))}", name=f"Уровень {number}", summary="Близко"
    ),
    "navigator": lambda: Navigator.objects.create(title="Навигатор"),
    "embedhost": lambda: EmbedHost.objects.create(host=f"centre-{next(NUMBERS)}.example"),
    "materialtopic": lambda: MaterialTopic.objects.create(
        name=f"Учёт {(number := next(NUMBERS))}", slug=f"records-{number}"
    ),
    "situation": lambda: Situation.objects.create(
        slug=f"alimony-{next(NUMBERS)}", title="Алименты", lead="Платят не всегда"
    ),
    "announcement": lambda: Announcement.objects.create(title="Приходите"),
    "reportingrule": lambda: ReportingRule.objects.create(programme=factories.ProgrammeFactory(), day=10),
    "report": lambda: made_report(),
    "supportrule": lambda: SupportRule.objects.create(
        kind=SupportRule.Kind.STAGE, territory=factories.RegionFactory(), title="Этап"
    ),
}


@dataclass
class Subjects:
    """What an address may name."""

    records: dict[str, Model]
    keys: dict[str, object]

    def arguments(self, namespace: str, names: list[str], pattern: str) -> list | dict:
        if "revisions/compare" in pattern and not names:
            return [self.keys["page_id"], "earliest", "latest"]
        record = self.record_of(namespace)
        own = self.arguments_of(record) if record else {}
        own |= {"app_label": "services_directory", "model_name": "provider"} if "bulk" in pattern else {}
        return {name: {**self.keys, **self.fixed(namespace), **own}[name] for name in names}

    def record_of(self, namespace: str):
        return self.records.get(namespace.removeprefix("wagtailsnippets_").removeprefix("wagtailsnippetchoosers_"))

    def arguments_of(self, record) -> dict:
        revision = getattr(record, "latest_revision", None)
        state = record.current_workflow_state if isinstance(record, WorkflowMixin) else None
        return {
            "pk": record.pk,
            "revision_id": revision.pk if revision else 0,
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "workflow_state_id": state.pk if state else 0,
            "task_state_id": state.current_task_state_id if state else 0,
        }

    def fixed(self, namespace: str) -> dict:
        return {"pk": self.keys.get(namespace, self.keys["page_id"])}


def made_report() -> MeasureReport:
    measure = factories.MeasureFactory()
    day = datetime.date(2030, 4, 10)
    period = ReportingPeriod.objects.create(programme=measure.programme, year=2030, quarter=1, opens_on=day, due_on=day)
    return MeasureReport.objects.create(measure=measure, period=period, live=False)


def published_by(provider) -> Publication:
    day = datetime.date(2026, 3, 2)
    return Publication.objects.create(institution=provider, channel="press", place="Газета", published_on=day)


def made_item() -> MediaPlanItem:
    return MediaPlanItem.objects.create(programme=factories.ProgrammeFactory(), number="1", title="Ролик")


def waiting(record, editor):
    """Sent to the moderators by the editor."""
    record.save_revision(user=editor)
    record.get_workflow().start(record, editor)
    return record


def made(model: type[Model], provider: Provider) -> Model:
    """A record of that kind: the institution itself, or a place or service of it."""
    if model is Provider:
        return provider
    own = {"provider": provider} if model in (Location, Service) else {}
    return MADE_BY_FACTORY[model._meta.model_name](**own)


def make_subjects(editor) -> Subjects:
    ours, theirs = factories.ProviderFactory(), factories.ProviderFactory()
    records = {}
    for model in get_snippet_models():
        record = made(model, ours)
        records[f"{model._meta.app_label}_{model._meta.model_name}"] = record
        if isinstance(record, WorkflowMixin):
            waiting(record, editor)
    for name, provider in (("reporter_a", ours), ("reporter_b", theirs)):
        Membership.objects.create(user=make_person(name), provider=provider)
    report = records["measures_report"]
    for name, measure in (("executor_a", report.measure), ("executor_b", factories.MeasureFactory())):
        Responsibility.objects.create(user=make_person(name), measure=measure)
    page = waiting(HomePage.objects.get(), editor)
    keys = {
        **keys_of_directory(ours, theirs),
        **keys_of_returns(ours, theirs),
        **keys_of_programmes(report),
        **keys_of_publicity(ours),
        **{"kind": "provider", "chapter": "editors", "picture": "home"},
        "question_id": Question.objects.create(digest="x", about="1.1").pk,
        "report_id": Report.objects.create(digest="x", kind=Report.Kind.PHONE).pk,
        "result_id": failed_task().pk,
        **keys_of_page(page),
        **keys_of_workflow(page, ours),
        **keys_of_files(),
        **keys_of_settings(),
    }
    return Subjects(records, keys)


def failed_task() -> DBTaskResult:
    path = "search.tasks.fold_postings"
    return DBTaskResult.objects.create(
        task_path=path, status="FAILED", args_kwargs={"args": [], "kwargs": {}}, run_after=timezone.now()
    )


def keys_of_directory(ours, theirs) -> dict:
    return {
        "provider_id": ours.pk,
        "first_id": ours.pk,
        "second_id": theirs.pk,
        "merger_id": MergedProvider.objects.create(number=0, uuid=uuid.uuid4(), slug="gone", into=ours).pk,
        "uuid": Import.objects.create(kind="providers", file_name="Реестр.xlsx").uuid,
        "extension": "csv",
        "cabinets_memberships": Membership.objects.latest("pk").pk,
    }


def keys_of_returns(ours, theirs) -> dict:
    since = {"form": "novgorod-quarterly", "since_year": 2026, "since_quarter": 1}
    respondent, _ = (Respondent.objects.create(provider=provider, **since) for provider in (ours, theirs))
    asked = {"year": 2026, "quarter": 2, "slug": since["form"]}
    return {"respondent_id": respondent.pk, "returns_respondents": respondent.pk, **asked}


def keys_of_programmes(report: MeasureReport) -> dict:
    beside = ReportFile.objects.create(
        report=report, name="Акт.pdf", file=ContentFile(b"%PDF-", "akt"), size=5, digest="x"
    )
    programme = factories.ProgrammeFactory(live=False)
    reading = AnnexReading.objects.create(programme=programme, name="Приложение", content=content_of(Annex(), {}))
    workbook = WorkbookReading.objects.create(programme=programme, name="Таблица", content={"sheets": {}})
    return {
        "reading_id": reading.pk,
        "workbook_id": workbook.pk,
        "record_id": report.pk,
        "file_id": beside.pk,
        "measures_responsibilities": Responsibility.objects.latest("pk").pk,
    }


def keys_of_publicity(ours) -> dict:
    return {"publication_id": published_by(ours).pk, "item_id": made_item().pk}


def keys_of_page(page: Page) -> dict:
    return {
        **{name: page.pk for name in ("page_id", "parent_page_id", "page_to_move_id", "page_pk", "object_id")},
        "destination_id": Page.objects.get(depth=1).pk,
        "revision_id": page.latest_revision_id,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        **{"content_type_app_name": "home", "content_type_model_name": "homepage"},
    }


def keys_of_workflow(page: Page, record) -> dict:
    state, workflow = page.current_workflow_state, Workflow.objects.get().pk
    return {
        "action_name": "approve",
        "action": "delete",
        "task_state_id": state.current_task_state_id,
        "workflow_state_id": state.pk,
        "state_id": record.current_workflow_state.pk,
        "workflow_pk": workflow,
        "wagtailadmin_workflows": workflow,
        "task_id": Task.objects.get().pk,
    }


def keys_of_files() -> dict:
    collection = Collection.get_first_root_node().add_child(name="Приказы").pk
    document = Document.objects.create(title="Форма", file=ContentFile(b"x", "form.txt")).pk
    image = Image.objects.create(title="Снимок", file=get_test_image_file()).pk
    return {
        **dict.fromkeys(("collection_id", "wagtailadmin_collections"), collection),
        **dict.fromkeys(("document_id", "doc_id", "wagtaildocs_chooser", "wagtailadmin_api:documents"), document),
        **dict.fromkeys(("image_id", "wagtailimages_chooser", "wagtailadmin_api:images"), image),
        "uploaded_file_id": 0,
        "filter_spec": "original",
    }


def keys_of_settings() -> dict:
    return {
        **{"app_name": "home", "app_label": "home", "model_name": "portalsettings"},
        "wagtailsettings": apps.get_model("home", "PortalSettings").objects.create().site_id,
        "redirect_id": Redirect.objects.create(old_path="/old", redirect_link="/").pk,
        "wagtailusers_users": get_user_model().objects.latest("pk").pk,
        "wagtailusers_groups": Group.objects.latest("pk").pk,
        "wagtailsites": Site.objects.get().pk,
        "wagtaillocales": Locale.objects.get().pk,
        **{"session_id": 0, "uidb64": "x", "token": "x"},
    }
