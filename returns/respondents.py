"""Who reports by which form: the list that moderators keep."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from portal.choosing import RecordChooser
from portal.viewsets import CountedPaginator, WordSearch
from services_directory.models import Provider

from .models import Respondent


class RespondentIndexView(WordSearch, IndexView):
    paginator_class = CountedPaginator
    add_item_label = _("Добавить")

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("provider")


class RespondentViewSet(ModelViewSet):
    model = Respondent
    name = "returns_respondents"
    url_prefix = "returns/respondents"
    icon = "form"
    menu_label = _("Кто отчитывается")
    add_to_admin_menu = False
    copy_view_enabled = False
    index_view_class = RespondentIndexView
    list_display = ["provider", "form", "since_year", "since_quarter"]
    list_filter = ["form"]
    list_per_page = 50
    search_fields = ["provider__name"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("form"),
            FieldPanel("provider", widget=RecordChooser(Provider)),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("since_year"), FieldPanel("since_quarter")])], heading=_("С какого квартала")
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("until_year"), FieldPanel("until_quarter")])], heading=_("По какой квартал")
            ),
        ]
    )
