"""Reports in the back office: the queue, a report as its reader may see it, what became of it."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from portal.admin_filters import choice_filter
from portal.viewsets import CountedPaginator, NamedColumn
from services_directory.freshness import verify
from services_directory.models import Provider, Service

from .models import Report

READ, DECIDE = "feedback.read", "feedback.decide"
MAY_READ, MAY_DECIDE = "feedback.view_report", "feedback.change_report"


class ReportFilterSet(WagtailFilterSet):
    state = choice_filter(gettext_lazy("Состояние"), Report.State)
    kind = choice_filter(gettext_lazy("Что не так"), Report.Kind)

    class Meta:
        model = Report
        fields = ["state", "kind"]


class ReportQueueView(ReportView):
    """What came, without a word of what it says: a text is read on its own page, where the reading is written down."""

    paginator_class = CountedPaginator
    model = Report
    page_title = gettext_lazy("Сообщения об ошибках")
    header_icon = "warning"
    index_url_name = "feedback_queue"
    index_results_url_name = "feedback_queue_results"
    permission_policy = ModelPermissionPolicy(Report)
    any_permission_required = ["view"]
    filterset_class = ReportFilterSet
    results_template_name = "feedback/admin/queue_results.html"
    columns = [
        TitleColumn("receipt", label=gettext_lazy("Номер"), url_name="feedback_report"),
        NamedColumn("about", label=gettext_lazy("О чём"), accessor=lambda report: report.about or _("о портале")),
        NamedColumn("kind", label=gettext_lazy("Что не так"), accessor="get_kind_display"),
        NamedColumn("state", label=gettext_lazy("Состояние"), accessor="get_state_display"),
        DateColumn("created_at", label=gettext_lazy("Пришло")),
    ]

    def get_queryset(self):
        return Report.objects.defer("text").order_by("-created_at", "-pk")


class ReportsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY_READ)


class DecisionForm(forms.Form):
    """`seen` is the state that the form was opened in: of two editors the second is told."""

    state = forms.ChoiceField(label=gettext_lazy("Что решили"), choices=Report.State, widget=forms.RadioSelect)
    checked = forms.BooleanField(label=gettext_lazy("Карточка проверена сегодня целиком"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        final = Report.State(cleaned["state"]).is_final if cleaned.get("state") else False
        if cleaned.get("checked") and not final:
            self.add_error("checked", _("Отметить проверку можно вместе с решением, а не раньше."))
        return cleaned


def may_verify(user, card) -> bool:
    return isinstance(card, Provider | Service) and user.has_perm(f"services_directory.verify_{card._meta.model_name}")


def report_page(request: HttpRequest, report_id: int) -> HttpResponse:
    """The text and the contact, to those who work with them; each look is written down."""
    if not request.user.has_perm(MAY_READ):
        raise PermissionDenied
    shown = Report.objects.select_related("provider", "service", "practice", "contact")
    report = get_object_or_404(shown, pk=report_id)
    form = DecisionForm(request.POST or None, initial={"state": report.state, "seen": report.state})
    if request.method == "POST" and form.is_valid():
        return decided(request, report, form)
    log(report, READ, user=request.user)
    return render(request, "feedback/admin/report.html", page_context(request, report, form))


def page_context(request: HttpRequest, report: Report, form: DecisionForm) -> dict:
    card = report.card
    return {
        "report": report,
        "form": form,
        "card": card,
        "card_url": AdminURLFinder(request.user).get_edit_url(card) if card else None,
        "may_decide": request.user.has_perm(MAY_DECIDE),
        "may_verify": may_verify(request.user, card),
        "contact": getattr(report, "contact", None),
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Главная")},
            {"url": reverse("feedback_queue"), "label": _("Сообщения об ошибках")},
            {"url": "", "label": report.receipt},
        ],
    }


def decided(request: HttpRequest, report: Report, form: DecisionForm) -> HttpResponse:
    if not request.user.has_perm(MAY_DECIDE):
        raise PermissionDenied
    if decide(report.pk, form.cleaned_data, request.user):
        messages.success(request, _("Сохранено. Это же увидит тот, кто сообщил."))
        return redirect("feedback_queue")
    messages.error(request, _("Не сохранено: другой редактор уже изменил состояние. Посмотрите, что он решил."))
    return redirect("feedback_report", report.pk)


@transaction.atomic
def decide(pk: int, decision: dict, user) -> bool:
    """Write the decision, and with it the check of the card; false if somebody was faster."""
    report = Report.objects.select_for_update().get(pk=pk)
    if report.state != decision["seen"]:
        return False
    was, report.state = report.state, decision["state"]
    report.decided_on = localdate() if report.outcome.is_final else None
    report.save(update_fields=["state", "decided_on"])
    log(report, DECIDE, user=user, data={"from": was, "to": report.state})
    if decision["checked"] and may_verify(user, report.card):
        verify(report.card, user)
    return True
