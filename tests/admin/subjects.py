"""A record of every kind, each with a revision that waits for a moderator; they fill the arguments of addresses."""

import datetime
import uuid
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
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
    "calendarday": lambda: CalendarDay.objects.create(date=datetime.date(2030, 1, 9)),
    "synonymgroup": lambda: SynonymGroup.objects.create(said="няня\nнянька"),
    "supportlevel": lambda: SupportLevel.objects.create(slug="level", name="Уровень", summary="Близко"),
    "navigator": lambda: Navigator.objects.create(title="Навигатор"),
    "embedhost": lambda: EmbedHost.objects.create(host="centre.example"),
    "materialtopic": lambda: MaterialTopic.objects.create(name="Учёт", slug="records"),
    "situation": lambda: Situation.objects.create(slug="alimony", title="Алименты", lead="Платят не всегда"),
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

    records: dict = field(default_factory=dict)
    keys: dict[str, object] = field(default_factory=dict)

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


def made(model: type, provider):
    """A record of that kind; the place and the service are of that institution."""
    own = {"provider": provider} if model in (Location, Service) else {}
    return MADE_BY_FACTORY[model._meta.model_name](**own)


def make_subjects(editor) -> Subjects:
    found = Subjects()
    ours, theirs = factories.ProviderFactory(), factories.ProviderFactory()
    for model in get_snippet_models():
        record = ours if model is Provider else made(model, ours)
        found.records[f"{model._meta.app_label}_{model._meta.model_name}"] = record
        if isinstance(record, WorkflowMixin):
            waiting(record, editor)
    Membership.objects.create(user=make_person("reporter_a"), provider=ours)
    Membership.objects.create(user=make_person("reporter_b"), provider=theirs)
    report = found.records["measures_report"]
    for name, measure in (("executor_a", report.measure), ("executor_b", factories.MeasureFactory())):
        Responsibility.objects.create(user=make_person(name), measure=measure)
    beside = ReportFile.objects.create(
        report=report, name="Акт.pdf", file=ContentFile(b"%PDF-", "akt"), size=5, digest="x"
    )
    since = {"form": "novgorod-quarterly", "since_year": 2026, "since_quarter": 1}
    respondents = [Respondent.objects.create(provider=provider, **since) for provider in (ours, theirs)]
    page = waiting(HomePage.objects.get(), editor)
    state = page.current_workflow_state
    collection = Collection.get_first_root_node().add_child(name="Приказы")
    document = Document.objects.create(title="Форма", file=ContentFile(b"x", "form.txt"))
    image = Image.objects.create(title="Снимок", file=get_test_image_file())
    reading = AnnexReading.objects.create(
        programme=factories.ProgrammeFactory(live=False), name="Приложение", content=content_of(Annex(), {})
    )
    found.keys = {
        "reading_id": reading.pk,
        "record_id": report.pk,
        "file_id": beside.pk,
        "measures_responsibilities": Responsibility.objects.latest("pk").pk,
        "workbook_id": WorkbookReading.objects.create(
            programme=reading.programme, name="Таблица", content={"sheets": {}}
        ).pk,
        **{"uuid": Import.objects.create(kind="providers", file_name="Реестр.xlsx").uuid, "extension": "csv"},
        **{"kind": "provider", "chapter": "editors", "picture": "home"},
        **{"respondent_id": respondents[0].pk, "year": 2026, "quarter": 2, "slug": since["form"]},
        "returns_respondents": respondents[0].pk,
        "provider_id": ours.pk,
        "publication_id": published_by(ours).pk,
        "item_id": made_item().pk,
        "first_id": ours.pk,
        "second_id": theirs.pk,
        "merger_id": MergedProvider.objects.create(number=0, uuid=uuid.uuid4(), slug="gone", into=ours).pk,
        "question_id": Question.objects.create(digest="x", about="1.1").pk,
        "report_id": Report.objects.create(digest="x", kind=Report.Kind.PHONE).pk,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        **{name: page.pk for name in ("page_id", "parent_page_id", "page_to_move_id", "page_pk", "object_id")},
        "destination_id": Page.objects.get(depth=1).pk,
        "revision_id": page.latest_revision_id,
        "action_name": "approve",
        "action": "delete",
        "task_state_id": state.current_task_state_id,
        "workflow_state_id": state.pk,
        "state_id": ours.current_workflow_state.pk,
        "workflow_pk": Workflow.objects.get().pk,
        "task_id": Task.objects.get().pk,
        "collection_id": collection.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "image_id": image.pk,
        "redirect_id": Redirect.objects.create(old_path="/old", redirect_link="/").pk,
        "uploaded_file_id": 0,
        "session_id": 0,
        "filter_spec": "original",
        "uidb64": "x",
        "token": "x",
        **{"content_type_app_name": "home", "content_type_model_name": "homepage"},
        **{"app_name": "home", "app_label": "home", "model_name": "portalsettings"},
        "cabinets_memberships": Membership.objects.latest("pk").pk,
        "wagtailusers_users": get_user_model().objects.latest("pk").pk,
        "wagtailusers_groups": Group.objects.latest("pk").pk,
        "wagtailsites": Site.objects.get().pk,
        "wagtaillocales": Locale.objects.get().pk,
        "wagtailadmin_collections": collection.pk,
        "wagtailadmin_workflows": Workflow.objects.get().pk,
        "wagtailimages_chooser": image.pk,
        "wagtaildocs_chooser": document.pk,
        "wagtailadmin_api:images": image.pk,
        "wagtailadmin_api:documents": document.pk,
        "wagtailsettings": apps.get_model("home", "PortalSettings").objects.create().site_id,
    }
    return found
