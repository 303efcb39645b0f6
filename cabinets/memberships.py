"""Who works where: the list that moderators keep."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from cabinets.models import Membership
from portal.choosing import RecordChooser
from portal.keys import key_named
from portal.reporters import GROUP
from portal.viewsets import CountedPaginator, WordSearch
from services_directory.models import Provider


def reporters():
    """Whom a moderator may let into a cabinet: accounts that the administrator made for it."""
    return get_user_model().objects.filter(groups__name=GROUP, is_active=True).order_by("last_name", "username")


class MembershipForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        person = self.fields["user"]
        person.queryset = reporters() | get_user_model().objects.filter(pk=self.instance.user_id)
        person.label_from_instance = full_name
        person.help_text = _("Учётные записи группы «Сотрудники организаций»; заводит их администратор")


def full_name(user) -> str:
    return f"{user.get_full_name() or user.get_username()} · {user.email or user.get_username()}"


class MembershipIndexView(WordSearch, IndexView):
    paginator_class = CountedPaginator
    add_item_label = _("Добавить")

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("user", "provider")


class MembershipCreateView(CreateView):
    """Take the institution from the link: `?provider=7`."""

    def get_initial(self):
        key = key_named(self.request.GET.get("provider"))
        return {**super().get_initial(), **({"provider": key} if key else {})}


class MembershipViewSet(ModelViewSet):
    model = Membership
    name = "cabinets_memberships"
    url_prefix = "cabinets/memberships"
    icon = "user"
    menu_label = _("Кабинеты")
    menu_order = 95
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = MembershipIndexView
    add_view_class = MembershipCreateView
    list_display = ["__str__", "position", BooleanColumn("is_active", label=_("Доступ")), "made_on"]
    list_filter = ["is_active"]
    list_per_page = 50
    search_fields = ["provider__name", "user__username", "user__last_name", "user__email"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("user"),
            FieldPanel("provider", widget=RecordChooser(Provider)),
            FieldPanel("position"),
            FieldPanel("is_active"),
        ],
        base_form_class=MembershipForm,
    )
