from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy, ngettext_lazy
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from portal.attention import Case, capped
from services_directory import freshness, merging
from services_directory.mergers import merger_page, mergers
from services_directory.merging import unmerging
from services_directory.models import Provider, Service
from services_directory.openness import (
    OpennessMenuItem,
    OpennessView,
    TerritoryOpennessView,
    provider_openness,
)
from services_directory.reviewing import (
    ReviewQueueMenuItem,
    ReviewQueueView,
    ServiceQueueView,
    checked_today,
    queue,
)
from services_directory.twins import DuplicatesMenuItem, duplicates, pair_page
from services_directory.viewsets import DirectoryGroup

register_snippet(DirectoryGroup)

PROVIDERS = reverse_lazy("wagtailsnippets_services_directory_provider:list")
SERVICES = reverse_lazy("wagtailsnippets_services_directory_service:list")


PROVIDER_QUEUE = reverse_lazy("directory_review_provider")
SERVICE_QUEUE = reverse_lazy("directory_review_service")


@hooks.register("register_admin_urls")
def review_urls():
    queues = {"provider": ReviewQueueView, "service": ServiceQueueView}
    lists = [
        path(f"reports/review/{kind}s/", view.as_view(), name=f"directory_review_{kind}")
        for kind, view in queues.items()
    ]
    results = [
        path(
            f"reports/review/{kind}s/results/",
            view.as_view(results_only=True),
            name=f"directory_review_{kind}_results",
        )
        for kind, view in queues.items()
    ]
    checked = path("reports/review/<str:kind>/checked/", checked_today, name="directory_checked_today")
    return [*lists, *results, checked]


@hooks.register("register_reports_menu_item")
def review_menu():
    label, url = gettext_lazy("Очередь проверки"), reverse("directory_review_provider")
    return ReviewQueueMenuItem(label, url, name="review-queue", icon_name="calendar-check", order=1000)


@hooks.register("register_admin_urls")
def openness_urls():
    root = "reports/openness/"
    return [
        path(root, OpennessView.as_view(), name="directory_openness"),
        path(f"{root}results/", OpennessView.as_view(results_only=True), name="directory_openness_results"),
        path(f"{root}territories/", TerritoryOpennessView.as_view(), name="directory_openness_territories"),
        path(
            f"{root}territories/results/",
            TerritoryOpennessView.as_view(results_only=True),
            name="directory_openness_territories_results",
        ),
        path(f"{root}<int:provider_id>/", provider_openness, name="directory_openness_provider"),
    ]


@hooks.register("register_reports_menu_item")
def openness_menu():
    label, url = gettext_lazy("Полнота сведений"), reverse("directory_openness")
    return OpennessMenuItem(label, url, name="openness", icon_name="list-ul", order=1010)


@hooks.register("register_admin_urls")
def duplicate_urls():
    return [
        path("reports/duplicates/", duplicates, name="directory_duplicates"),
        path("reports/duplicates/<int:first_id>/<int:second_id>/", pair_page, name="directory_pair"),
        path("reports/duplicates/merged/", mergers, name="directory_mergers"),
        path("reports/duplicates/merged/<int:merger_id>/", merger_page, name="directory_merger"),
    ]


@hooks.register("register_reports_menu_item")
def duplicates_menu():
    label, url = gettext_lazy("Повторы организаций"), reverse("directory_duplicates")
    return DuplicatesMenuItem(label, url, name="duplicates", icon_name="copy", order=1020)


@hooks.register("register_log_actions")
def name_actions(actions):
    actions.register_action(freshness.ACTION, gettext_lazy("Проверка"), gettext_lazy("Сведения проверены"))
    actions.register_action(merging.ACTION, gettext_lazy("Объединение"), gettext_lazy("Объединено с повтором"))
    actions.register_action(unmerging.ACTION, gettext_lazy("Разъединение"), gettext_lazy("Объединение отменено"))


@hooks.register("portal_attention")
def checking_cases(user) -> list[Case]:
    may_check_provider, may_check_service = "services_directory.verify_provider", "services_directory.verify_service"
    return [
        Case(
            ngettext_lazy(
                "организация без телефона: семьям некуда звонить", "организаций без телефона: семьям некуда звонить"
            ),
            "services_directory.change_provider",
            lambda: capped(Provider.objects.without_contacts()),
            f"{PROVIDERS}?contacts=missing",
        ),
        Case(
            ngettext_lazy(
                "организация, сведения о которой никто не проверял", "организаций, сведения о которых никто не проверял"
            ),
            may_check_provider,
            lambda: capped(queue("provider").never_verified()),
            f"{PROVIDER_QUEUE}?check=never",
        ),
        Case(
            ngettext_lazy("организацию пора проверить снова", "организаций пора проверить снова"),
            may_check_provider,
            lambda: capped(queue("provider").overdue()),
            f"{PROVIDER_QUEUE}?check=overdue",
        ),
        Case(
            ngettext_lazy(
                "услуга, сведения о которой никто не проверял", "услуг, сведения о которых никто не проверял"
            ),
            may_check_service,
            lambda: capped(queue("service").never_verified()),
            f"{SERVICE_QUEUE}?check=never",
        ),
        Case(
            ngettext_lazy("услугу пора проверить снова", "услуг пора проверить снова"),
            may_check_service,
            lambda: capped(queue("service").overdue()),
            f"{SERVICE_QUEUE}?check=overdue",
        ),
    ]


@hooks.register("portal_attention")
def draft_cases(user) -> list[Case]:
    return [
        Case(
            ngettext_lazy("черновик организации", "черновиков организаций"),
            "services_directory.change_provider",
            lambda: capped(Provider.objects.filter(live=False)),
            f"{PROVIDERS}?state=draft",
        ),
        Case(
            ngettext_lazy("черновик услуги", "черновиков услуг"),
            "services_directory.change_service",
            lambda: capped(Service.objects.filter(live=False)),
            f"{SERVICES}?state=draft",
        ),
    ]
