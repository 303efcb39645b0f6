from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy, ngettext_lazy
from wagtail import hooks

from portal.attention import Case, capped

from .figures import figures
from .reports import UsefulnessMenuItem, UsefulnessReportView, failing, page_report


@hooks.register("register_admin_urls")
def report_urls():
    return [
        path("usefulness/", UsefulnessReportView.as_view(), name="usefulness_report"),
        path("usefulness/results/", UsefulnessReportView.as_view(results_only=True), name="usefulness_report_results"),
        path("usefulness/<int:page_id>/", page_report, name="usefulness_page"),
    ]


@hooks.register("register_reports_menu_item")
def report_menu():
    label, url = gettext_lazy("Помогли ли страницы"), reverse("usefulness_report")
    return UsefulnessMenuItem(label, url, name="usefulness", icon_name="success", order=1060)


@hooks.register("page_check_parts")
def figures_beside_the_form(page, request) -> str:
    return render_to_string("usefulness/admin/check_part.html", {"page": page, "figures": figures(page.pk)})


@hooks.register("portal_attention")
def failing_pages(user) -> list[Case]:
    label = ngettext_lazy("страница не помогает половине ответивших", "страниц не помогают половине ответивших")
    return [Case(label, "wagtailadmin.access_admin", lambda: capped(failing(user)), reverse("usefulness_report"))]
