"""The back office of the search: the words that people ask by, and questions with answers."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, DateColumn

from portal.admin_filters import choice_filter
from portal.editing import RecordForm
from portal.viewsets import RecordCreateView, RecordViewSet, named_column
from search.precedents.forms import PrecedentForm, RenamingForm
from search.precedents.models import Precedent, Renaming
from search.wording.models import SynonymGroup


class SynonymFilterSet(WagtailFilterSet):
    """By the kind of link, and whether the group works."""

    direction = choice_filter(_("Связь"), SynonymGroup.Direction.choices, empty_label=_("Любая"))
    is_active = choice_filter(_("Действует"), [(True, _("да")), (False, _("нет"))])

    class Meta:
        model = SynonymGroup
        fields = ["direction", "is_active"]


HELP = _(
    "Люди ищут своими словами: «няня», «бьёт муж», «деньги на ребёнка». Здесь сказано, что они имеют в виду. "
    "Форма слова и порядок слов не важны. Изменение действует сразу."
)
MEANT_HELP = _(
    "По одному в строке, самое нужное — первым: оно встанет выше остального. "
    "Только для связи «так говорят»: как это названо в справочнике."
)
group_panels = ObjectList(
    [
        HelpPanel(content=HELP),
        FieldPanel("direction", widget=forms.RadioSelect),
        FieldPanel("said"),
        FieldPanel("meant", help_text=MEANT_HELP),
        MultiFieldPanel([FieldPanel("is_urgent"), FieldPanel("unless")], heading=_("Опасность")),
        MultiFieldPanel([FieldPanel("note"), FieldPanel("is_active")], heading=_("Для редакторов")),
    ],
    base_form_class=RecordForm,
)


class SynonymGroupViewSet(RecordViewSet):
    model = SynonymGroup
    icon = "openquote"
    menu_label = _("Слова поиска")
    menu_order = 95
    add_to_admin_menu = True
    list_display = [
        "__str__",
        "direction",
        named_column("means", _("Что искать")),
        BooleanColumn("is_active", label=_("Действует")),
        DateColumn("updated_at", label=_("Изменено"), sort_key="updated_at"),
    ]
    search_fields = ["said", "meant", "unless", "note"]
    filterset_class = SynonymFilterSet
    edit_handler = group_panels
    inspect_view_fields_exclude = [*RecordViewSet.inspect_view_fields_exclude, "code"]


class PrecedentFilterSet(WagtailFilterSet):
    """By whether it works, and whether it came with the portal."""

    is_active = choice_filter(_("Действует"), [(True, _("да")), (False, _("нет"))])
    is_shipped = choice_filter(_("Чей пример"), [(True, _("пришёл с порталом")), (False, _("ваш"))])

    class Meta:
        model = Precedent
        fields = ["is_active", "is_shipped"]


PRECEDENT_HELP = _(
    "Вопрос, как его пишут люди, и карточки, которые вы показали бы в ответ. Поиск ставит их выше не только в ответе "
    "на этот вопрос, но и на похожие. Изменение действует сразу."
)
precedent_panels = ObjectList(
    [
        HelpPanel(content=PRECEDENT_HELP),
        FieldPanel("words"),
        MultiFieldPanel([FieldPanel("best"), FieldPanel("good"), FieldPanel("related")], heading=_("Ответ")),
        FieldPanel("is_active"),
    ],
    base_form_class=PrecedentForm,
)


class PrecedentViewSet(RecordViewSet):
    model = Precedent
    icon = "comment"
    menu_label = _("Примеры ответов")
    menu_order = 94
    add_to_admin_menu = True
    list_display = [
        "words",
        named_column("leads_to", _("То, что нужно")),
        BooleanColumn("is_active", label=_("Действует")),
        DateColumn("updated_at", label=_("Изменено"), sort_key="updated_at"),
    ]
    search_fields = ["words", "best", "good", "related"]
    filterset_class = PrecedentFilterSet
    edit_handler = precedent_panels
    inspect_view_fields_exclude = [*RecordViewSet.inspect_view_fields_exclude, "is_shipped"]


class RenamingCreateView(RecordCreateView):
    """`?old=няня на час` of the list of what leads nowhere."""

    def get_initial(self):
        return super().get_initial() | {"old": self.request.GET.get("old", "").replace("\0", "")}


class RenamingViewSet(RecordViewSet):
    model = Renaming
    icon = "comment"
    menu_label = _("Новые названия")
    menu_order = 96
    add_to_admin_menu = True
    add_view_class = RenamingCreateView
    list_display = [
        "old",
        named_column("new", _("Новое название")),
        DateColumn("updated_at", label=_("Изменено"), sort_key="updated_at"),
    ]
    search_fields = ["old", "new"]
    edit_handler = ObjectList([FieldPanel("old"), FieldPanel("new")], base_form_class=RenamingForm)
