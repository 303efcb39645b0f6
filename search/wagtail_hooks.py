"""The search in the back office."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from search.among import having
from search.explain_view import explain_view
from search.passages import passage
from search.precedents.views import MAY_READ, leading_nowhere
from search.tasks import fold_postings
from search.viewsets import PrecedentViewSet, RenamingViewSet, SynonymGroupViewSet

register_snippet(SynonymGroupViewSet)
register_snippet(PrecedentViewSet)
register_snippet(RenamingViewSet)


@hooks.register("register_admin_urls")
def explain_urls():
    return [
        path("search/explain/", explain_view, name="search_explain"),
        path("search/leading-nowhere/", leading_nowhere, name="search_leading_nowhere"),
    ]


@hooks.register("register_reports_menu_item")
def explain_menu():
    return MenuItem(_("Почему так найдено"), reverse("search_explain"), name="search-explain", icon_name="search")


class ExamplesMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY_READ)


@hooks.register("register_reports_menu_item")
def leading_nowhere_menu():
    label, url = _("Примеры без карточек"), reverse("search_leading_nowhere")
    return ExamplesMenuItem(label, url, name="search-leading-nowhere", icon_name="comment")


hooks.register("portal_words", having)
hooks.register("portal_passage", passage)


@hooks.register("portal_tasks")
def name_tasks():
    return {fold_postings.module_path: _("Обновление поиска")}
