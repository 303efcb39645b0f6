from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from cabinets.home import CabinetPanel
from cabinets.memberships import MembershipViewSet
from portal.reporters import is_reporter
from services_directory.models import Provider

MEMBERSHIPS = MembershipViewSet()


@hooks.register("register_admin_viewset")
def memberships():
    return MEMBERSHIPS


# After the panels of the portal.
@hooks.register("construct_homepage_panels", order=10)
def cabinet(request, panels):
    if is_reporter(request.user):
        panels[:] = [CabinetPanel()]


@hooks.register("register_snippet_listing_buttons")
def people_of_institution(snippet, user, next_url=None):
    if isinstance(snippet, Provider) and user.has_perm("cabinets.add_membership"):
        url = f"{reverse(MEMBERSHIPS.get_url_name('add'))}?provider={snippet.pk}"
        yield Button(_("Открыть кабинет сотруднику"), url, icon_name="user", priority=40)
