from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from portal.attention import Case, capped
from services_directory.models import Provider, Service
from services_directory.viewsets import DirectoryGroup

register_snippet(DirectoryGroup)

PROVIDERS = reverse_lazy("wagtailsnippets_services_directory_provider:list")
SERVICES = reverse_lazy("wagtailsnippets_services_directory_service:list")


def overdue(records):
    return records.filter(next_review_on__lt=timezone.localdate())


@hooks.register("portal_attention")
def directory_cases(user) -> list[Case]:
    may_provider, may_service = "services_directory.change_provider", "services_directory.change_service"
    providers, services = Provider.objects, Service.objects
    return [
        Case(
            _("организаций без телефона: семьям некуда звонить"),
            may_provider,
            lambda: capped(providers.without_contacts()),
            f"{PROVIDERS}?contacts=missing",
        ),
        Case(
            _("организаций, сведения о которых никто не проверял"),
            may_provider,
            lambda: capped(providers.never_verified()),
            f"{PROVIDERS}?check=never",
        ),
        Case(
            _("организаций пора проверить снова"),
            may_provider,
            lambda: capped(overdue(providers.all())),
            f"{PROVIDERS}?check=overdue",
        ),
        Case(
            _("услуг, сведения о которых никто не проверял"),
            may_service,
            lambda: capped(services.never_verified()),
            f"{SERVICES}?check=never",
        ),
        Case(
            _("услуг пора проверить снова"),
            may_service,
            lambda: capped(overdue(services.all())),
            f"{SERVICES}?check=overdue",
        ),
        Case(
            _("черновиков организаций"),
            may_provider,
            lambda: capped(providers.filter(live=False)),
            f"{PROVIDERS}?state=draft",
        ),
        Case(
            _("черновиков услуг"), may_service, lambda: capped(services.filter(live=False)), f"{SERVICES}?state=draft"
        ),
    ]
