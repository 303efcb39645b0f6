from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy, ngettext_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from portal.attention import Case, capped

from . import keeping, office, promising, surveying, writing
from .models import Publication, SectionOnSite
from .owing import CHECK, CONFIRM, LOG, SECTIONS, WRITE, may_enter
from .plan import overdue_number

PLAN, LOG_URL = reverse_lazy("publicity_plan"), reverse_lazy("publicity_log")
SECTIONS_URL = reverse_lazy("publicity_sections")


hooks.register("measure_page_parts", promising.of_measure)


@hooks.register("register_admin_urls")
def urls():
    line = "publicity/log/<int:publication_id>/"
    return [
        path("publicity/", office.plan, name="publicity_plan"),
        path("publicity/months/", office.months, name="publicity_months"),
        path("publicity/items/<int:item_id>/", office.item, name="publicity_item"),
        path("publicity/log/", office.log, name="publicity_log"),
        path("publicity/log/add/", writing.add, name="publicity_add"),
        path(line, writing.publication, name="publicity_publication"),
        path(f"{line}confirm/", writing.confirm, name="publicity_confirm"),
        path(f"{line}remove/", writing.remove, name="publicity_remove"),
        path(f"{line}picture/", writing.screenshot, name="publicity_screenshot"),
        path("publicity/sections/", surveying.sections, name="publicity_sections"),
        path("publicity/sections.xlsx", surveying.sections_file, name="publicity_sections_file"),
        path("publicity/sections/promises/", surveying.promises, name="publicity_promises"),
        path("publicity/sections/<int:provider_id>/", surveying.section, name="publicity_section"),
        path("publicity/report/", surveying.report, name="publicity_report"),
        path("publicity/report.<slug:extension>", surveying.report_file, name="publicity_report_file"),
    ]


class ForPermitted(MenuItem):
    """For whoever has the permission that stands in `needed`."""

    def __init__(self, *args, needed: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.needed = needed

    def is_shown(self, request):
        return request.user.has_perm(self.needed)


class StaffMenuItem(SubmenuMenuItem):
    def is_shown(self, request):
        return request.user.has_perm(LOG)


class OwnMenuItem(MenuItem):
    """Of an institution there is one page."""

    def is_shown(self, request):
        return not request.user.has_perm(LOG) and may_enter(request.user)


@hooks.register("register_admin_menu_item")
def menu():
    items = [
        ForPermitted(gettext_lazy("План"), reverse("publicity_plan"), needed=LOG, icon_name="list-ul", order=10),
        ForPermitted(gettext_lazy("Календарь"), reverse("publicity_months"), needed=LOG, icon_name="date", order=20),
        ForPermitted(
            gettext_lazy("Отметить публикацию"), reverse("publicity_add"), needed=WRITE, icon_name="plus", order=30
        ),
        ForPermitted(gettext_lazy("Журнал"), reverse("publicity_log"), needed=LOG, icon_name="history", order=40),
        ForPermitted(
            gettext_lazy("Отчёт за период"), reverse("publicity_report"), needed=LOG, icon_name="doc-full", order=50
        ),
        ForPermitted(
            gettext_lazy("Раздел на сайтах"), reverse("publicity_sections"), needed=SECTIONS, icon_name="site", order=60
        ),
    ]
    return StaffMenuItem(
        gettext_lazy("Медиаплан"), Menu(items=items), name="publicity", icon_name="calendar-check", order=98
    )


@hooks.register("register_admin_menu_item")
def own_menu():
    return OwnMenuItem(gettext_lazy("Публикации"), PLAN, name="own-publicity", icon_name="calendar-check", order=98)


@hooks.register("register_log_actions")
def name_actions(actions):
    actions.register_action(keeping.SAVE, gettext_lazy("Запись в журнал"), gettext_lazy("Публикация записана"))
    actions.register_action(keeping.CONFIRM, gettext_lazy("Подтвердить"), gettext_lazy("Публикация подтверждена"))
    actions.register_action(keeping.REMOVE, gettext_lazy("Убрать"), gettext_lazy("Публикация убрана из журнала"))
    actions.register_action(keeping.CHECK, gettext_lazy("Проверка сайта"), gettext_lazy("Раздел на сайте проверен"))
    actions.register_action(keeping.SAY, gettext_lazy("Сообщение"), gettext_lazy("Учреждение сообщило о разделе"))


@hooks.register("portal_attention")
def publicity_cases(user) -> list[Case]:
    waiting = Publication.objects.filter(is_confirmed=False)
    said = SectionOnSite.objects.filter(said_on__isnull=False)
    return [
        Case(
            ngettext_lazy("пункт медиаплана просрочен", "пунктов медиаплана просрочено"),
            WRITE,
            overdue_number,
            f"{PLAN}?state=overdue",
        ),
        Case(
            ngettext_lazy("публикация ждёт подтверждения", "публикаций ждут подтверждения"),
            CONFIRM,
            lambda: capped(waiting),
            f"{LOG_URL}?wait=1",
        ),
        Case(
            ngettext_lazy("раздел на сайте ждёт проверки", "разделов на сайтах ждут проверки"),
            CHECK,
            lambda: capped(said),
            f"{SECTIONS_URL}?state=awaits",
        ),
    ]
