"""The back office of a record: what its list, search and chooser show. The apps name their own columns and panels."""

from functools import cache

from django.contrib.admin.utils import unquote
from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, StatusTagColumn, UpdatedAtColumn
from wagtail.models import WorkflowState
from wagtail.snippets.views.snippets import (
    CopyView,
    CreateView,
    EditView,
    HistoryView,
    IndexView,
    InspectView,
    SnippetViewSet,
)

from portal.asking import AskingWorkflowActionView, AsksToReveal
from portal.choosing import RecordChooserViewSet
from portal.formatting import ABSENT
from portal.keys import key_named
from portal.reporters import is_reporter, open_to_reporters
from portal.restoring import KeepsReserved, keep_first_version
from portal.statuses import read_statuses

# Of no use to a reader of the record: keys, and what Wagtail keeps for itself.
INTERNAL_FIELDS = [
    "id",
    "uuid",
    "latest_revision",
    "live_revision",
    "scheduled_revision",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "go_live_at",
    "expire_at",
    "expired",
]


class VerifiedColumn(StatusTagColumn):
    """When the record was last held against reality, or that it never was."""

    def __init__(self, **options):
        options = {
            "label": gettext_lazy("Проверено"),
            "sort_key": "verified_on",
            "primary": self.was_verified,
            **options,
        }
        super().__init__("verified_on", **options)

    @staticmethod
    def was_verified(record):
        return record.verified_on is not None

    def get_value(self, record):
        return record.verified_on or _("ещё нет")


class NamedColumn(Column):
    """Where the rows of a list are stacked on a phone, its head is gone: the value then has its name beside it."""

    cell_template_name = "portal/admin/named_cell.html"


def named_column(path: str, label, sort_key: str | None = None) -> Column:
    """A column that reads a related record; the viewset names it in `list_related`."""
    return Column(path, label=label, sort_key=sort_key)


UPDATED = UpdatedAtColumn(label=gettext_lazy("Изменено"))
STATUS_COLUMNS = [UPDATED, LiveStatusTagColumn(label=gettext_lazy("Состояние"))]


class WordSearch:
    """Search by words, without the garbage that PostgreSQL refuses."""

    def search_queryset(self, queryset):
        self.search_query = self.search_query.replace("\0", "")[:100]
        return super().search_queryset(queryset)


class CountedPaginator(WagtailPaginator):
    """«Всего: 5»: Wagtail joins a number and a plural, which in Russian fits few numbers."""

    @property
    def items_count_label(self):
        return _("Всего: %(number)s") % {"number": self.count}


class RecordIndexView(WordSearch, IndexView):
    paginator_class = CountedPaginator
    add_item_label = gettext_lazy("Добавить")

    def paginate_queryset(self, queryset, page_size):
        paginator, page, records, has_others = super().paginate_queryset(queryset, page_size)
        page.object_list = list(records)
        read_statuses(page.object_list)
        return paginator, page, page.object_list, has_others


class RecordCreateView(AsksToReveal, CreateView):
    """Take from the address what the link already knows: `?provider=7` on «Добавить место»."""

    page_title = gettext_lazy("Новая запись")

    def get_breadcrumbs_items(self):
        *parents, own = super().get_breadcrumbs_items()
        return [*parents, {**own, "label": self.page_title}]

    def get_initial(self):
        known = {name: key_named(self.request.GET.get(name)) for name in self.model.snippet_viewset.known_from_link}
        return {**super().get_initial(), **{name: key for name, key in known.items() if key is not None}}


class RecordEditView(AsksToReveal, EditView):
    """Beside the form: what another editor saved meanwhile, and what the moderator asked to put right."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        if form.is_bound and form.was_overtaken:
            context["fields"], context["relations"] = form.both_texts()
            context["overtaken"] = True
        return {**context, "returned": self.returned()}

    def save_instance(self):
        keep_first_version(self.model, self.object.pk)
        return super().save_instance()

    def get_usage_url(self):
        """Where else a record is named is shown to those who see the rest of the portal."""
        return None if is_reporter(self.request.user) else super().get_usage_url()

    def submit_action(self):
        """An edit that waits already is not sent twice: the moderator decides on its latest version."""
        return None if self.object.workflow_in_progress else super().submit_action()

    def returned(self):
        """The moderator's answer that the edit was sent back with."""
        state = self.workflow_state
        back = state and state.status == WorkflowState.STATUS_NEEDS_CHANGES
        return state.current_task_state if back else None


class RecordHistoryView(HistoryView):
    paginator_class = CountedPaginator


class RecordCopyView(AsksToReveal, CopyView):
    """A copy is a new record: it gets an address of its own, and nobody has checked it yet."""

    # What does not pass to a copy, and what it starts with.
    EMPTIED = {"slug": "", "verified_on": None, "verified_by": "", "next_review_on": None}

    def get_initial_form_instance(self):
        record = super().get_initial_form_instance()
        record.is_copy = True
        for name, value in self.EMPTIED.items():
            if hasattr(record, name):
                setattr(record, name, value)
        return record


class RecordInspectView(InspectView):
    """Values as people write them: «да», «нет», and a dash where there is nothing."""

    def get_field_display_value(self, field_name, field):
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, bool):
            return _("да") if value else _("нет")
        return ABSENT if value in (None, "", []) else value


class RecordURLFinder(ModelAdminURLFinder):
    """Where the user may edit that very record."""

    @property
    def permission_policy(self):
        return self.model.snippet_viewset.permission_policy

    @property
    def edit_url_name(self):
        return self.model.snippet_viewset.get_url_name("edit")


# What a view asks for that names no right of its own, such as those of the approval.
ANY_RIGHT = ["view", "add", "change", "delete", "publish"]


class OfPermittedRecord:
    """Before a view of one record does anything, ask the policy for that very record. Wagtail asks for its kind."""

    def setup(self, request, *args, **kwargs):
        if "pk" in kwargs and not self.permits(request.user, unquote(str(kwargs["pk"]))):
            raise Http404
        super().setup(request, *args, **kwargs)

    def permits(self, user, key: str) -> bool:
        # Not every view of Wagtail 8 is told a policy.
        policy = getattr(self, "permission_policy", None) or self.model.snippet_viewset.permission_policy
        permitted = policy.instances_user_has_any_permission_for(user, self.rights_asked())
        return permitted.filter(pk=key_named(key)).exists()

    def rights_asked(self) -> list[str]:
        """Who may see or change a record may copy it, if she may add any."""
        required = getattr(self, "permission_required", None)
        return [required] if required else getattr(self, "any_permission_required", None) or ANY_RIGHT


@cache
def of_permitted(view_class: type) -> type:
    return type(view_class.__name__, (OfPermittedRecord, view_class), {})


class RecordViewSet(SnippetViewSet):
    """Words are searched in the table itself, so that our records stay out of Wagtail's index."""

    search_backend_name = None
    search_fields = ["name"]
    list_per_page = 50
    inspect_view_enabled = True
    inspect_view_fields_exclude = INTERNAL_FIELDS
    index_view_class = RecordIndexView
    add_view_class = RecordCreateView
    create_template_name = "portal/admin/record_create.html"
    edit_view_class = RecordEditView
    edit_template_name = "portal/admin/record_edit.html"
    copy_view_class = RecordCopyView
    history_view_class = RecordHistoryView
    inspect_view_class = RecordInspectView
    workflow_action_view_class = AskingWorkflowActionView
    chooser_viewset_class = RecordChooserViewSet
    chooser_per_page = 20
    # Records that a row of the list names: a query for each, not a join, which would be sorted along with the rows.
    list_related: tuple[str | Prefetch, ...] = ()
    chooser_columns: tuple[tuple[str, str], ...] = ()
    belongs_to_provider = False
    known_from_link: tuple[str, ...] = ()

    @property
    def revisions_revert_view_class(self):
        return type("RestoreView", (KeepsReserved, super().revisions_revert_view_class), {})

    def construct_view(self, view_class, **kwargs):
        return super().construct_view(of_permitted(view_class), **kwargs)

    def get_queryset(self, request):
        rights = self.index_view_class.any_permission_required
        permitted = self.permission_policy.instances_user_has_any_permission_for(request.user, rights)
        return permitted.prefetch_related(*self.list_related)

    def choosable_by(self, user, records: QuerySet) -> QuerySet:
        """Those of the records that the user may choose in a form."""
        return self.choosable_by_reporter(user, records) if is_reporter(user) else records

    def choosable_by_reporter(self, user, records: QuerySet) -> QuerySet:
        return open_to_reporters(records)

    @property
    def url_finder_class(self):
        return type("RecordURLFinder", (RecordURLFinder,), {"model": self.model})
