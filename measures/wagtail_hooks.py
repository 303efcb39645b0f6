from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from acts.viewsets import LegalActViewSet
from measures.admin_filters import without_report
from measures.amendments.editions import PlanEditionViewSet
from measures.amendments.recording import CORRECTED
from measures.annex.views import NEEDED, annex, annexes
from measures.models import Measure, Programme
from measures.reading import programmes_whose_sums_differ
from measures.reports.office import responsibilities_menu_item
from measures.reports.viewsets import ReportingRuleViewSet, ReportViewSet
from measures.totals import live_totals
from measures.viewsets import FundingSourceViewSet, IndicatorViewSet, MeasureViewSet, ProgrammeViewSet
from measures.workbook import views as workbook
from portal.attention import Case, capped

PROGRAMMES = reverse_lazy("wagtailsnippets_measures_programme:list")
MEASURES = reverse_lazy("wagtailsnippets_measures_measure:list")


class ProgrammesGroup(SnippetViewSetGroup):
    menu_label = gettext_lazy("Программы")
    menu_icon = "clipboard-list"
    menu_order = 95
    items = (
        ProgrammeViewSet,
        MeasureViewSet,
        IndicatorViewSet,
        PlanEditionViewSet,
        ReportViewSet,
        ReportingRuleViewSet,
        FundingSourceViewSet,
        LegalActViewSet,
    )

    def get_submenu_items(self):
        annexes = AnnexMenuItem(
            gettext_lazy("Из приложения к приказу"), reverse("measures_annexes"), icon_name="upload"
        )
        annexes.order = 5000
        workbooks = WorkbookMenuItem(gettext_lazy("Обмен с Excel"), reverse("measures_workbooks"), icon_name="table")
        workbooks.order = 5010
        return [*super().get_submenu_items(), responsibilities_menu_item(), annexes, workbooks]


class AnnexMenuItem(MenuItem):
    """For whoever may fill a programme."""

    def is_shown(self, request):
        return request.user.has_perms(NEEDED)


class WorkbookMenuItem(MenuItem):
    """For whoever may change measures and indicators."""

    def is_shown(self, request):
        return request.user.has_perms(workbook.NEEDED)


register_snippet(ProgrammesGroup)


@hooks.register("register_admin_urls")
def totals_url():
    return [
        path("measures/totals/", live_totals, name="measures_live_totals"),
        path("measures/annexes/", annexes, name="measures_annexes"),
        path("measures/annexes/<int:reading_id>/", annex, name="measures_annex"),
        path("measures/workbooks/", workbook.workbooks, name="measures_workbooks"),
        path("measures/workbooks/file/", workbook.take, name="measures_workbook_file"),
        path("measures/workbooks/<int:workbook_id>/", workbook.workbook_reading, name="measures_workbook"),
    ]


@hooks.register("register_log_actions")
def plan_actions(actions):
    @actions.register_action(CORRECTED)
    class PlanCorrection(LogFormatter):
        label = gettext_lazy("Исправлена опечатка портала в плане")

        def format_message(self, entry):
            return _("Исправлена опечатка портала, акт не менялся: %(reason)s") % {"reason": entry.data["reason"]}


@hooks.register("register_snippet_listing_buttons")
def exchange_of_programme(snippet, user, next_url=None):
    if isinstance(snippet, Programme) and user.has_perms(workbook.NEEDED):
        url = f"{reverse('measures_workbooks')}?programme={snippet.pk}"
        yield Button(_("Обмен с Excel"), url, icon_name="table", priority=45)


@hooks.register("portal_attention")
def programme_cases(user) -> list[Case]:
    may_programme, may_measure = "measures.change_programme", "measures.change_measure"
    return [
        Case(
            ngettext_lazy("программа, где суммы не сходятся с актом", "программ, где суммы не сходятся с актом"),
            may_programme,
            lambda: len(programmes_whose_sums_differ()),
            f"{PROGRAMMES}?sums=differ",
        ),
        Case(
            ngettext_lazy("мероприятие без отчёта, хотя срок прошёл", "мероприятий без отчёта, хотя срок прошёл"),
            may_measure,
            lambda: capped(without_report(Measure.objects.all())),
            f"{MEASURES}?status=silent",
        ),
        Case(
            ngettext_lazy("черновик программы", "черновиков программ"),
            may_programme,
            lambda: capped(Programme.objects.filter(live=False)),
            f"{PROGRAMMES}?state=draft",
        ),
        Case(
            ngettext_lazy("черновик мероприятия", "черновиков мероприятий"),
            may_measure,
            lambda: capped(Measure.objects.filter(live=False)),
            f"{MEASURES}?state=draft",
        ),
    ]
