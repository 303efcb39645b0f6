"""Make a site: its home page and index pages, its look, and the people who keep it and nothing else."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from home.models import HomePage, MaterialIndexPage, NewsIndexPage, PortalSettings, SectionPage
from portal.formatting import nested
from services_directory.models import Territory

EDITORS, MODERATORS = "Редакторы", "Модераторы"
PUBLICATIONS = "Редакторы публикаций"
SECTION = "support"
PAGE_RIGHTS = {
    EDITORS: ("add_page", "change_page"),
    MODERATORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
FILE_RIGHTS = {
    EDITORS: ("add_image", "choose_image", "add_document", "choose_document"),
    MODERATORS: ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"),
}


# Sent with the home page: other apps put there the pages that they have in the menu.
planted = Signal()


class CannotMake(Exception):
    """Said to whoever asked for the site."""


@dataclass(frozen=True)
class Plan:
    """What a site is to be; `copy_section`: it begins with the main site's section, to be made its own."""

    title: str
    host: str
    territory: Territory | None
    port: int = 443
    accent: str = PortalSettings.Accent.PLUM
    copy_section: bool = True


@transaction.atomic
def make_site(plan: Plan) -> Site:
    if Site.objects.filter(hostname=plan.host, port=plan.port).exists():
        raise CannotMake(_("Сайт с таким адресом уже есть."))
    main = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if main is None:
        raise CannotMake(_("Нет главного сайта: сначала выполните migrate."))
    slug = plan.host.replace(".", "-")
    if Page.objects.filter(depth=2, slug=slug).exists():
        raise CannotMake(nested(_("Дерево страниц «%(slug)s» уже есть.") % {"slug": slug}))
    if Group.objects.filter(name=group_name(EDITORS, plan.title)).exists():
        raise CannotMake(nested(_("Сайт «%(title)s» уже есть: назовите новый иначе.") % {"title": plan.title}))
    home = Page.get_first_root_node().add_child(instance=HomePage(title=plan.title, slug=slug))
    site = Site.objects.create(hostname=plan.host, port=plan.port, site_name=plan.title, root_page=home)
    region = plan.territory.name if plan.territory else ""
    PortalSettings.objects.create(
        site=site, name=plan.title, region_name=region, territory=plan.territory, accent=plan.accent
    )
    keep_to_main(main)
    groups = make_groups(site, Collection.get_first_root_node().add_child(name=plan.title))
    give_settings(site, groups[MODERATORS])
    give_workflow(site, groups[MODERATORS])
    plant(home, main.root_page if plan.copy_section else None)
    return site


@transaction.atomic
def make_main(plan: Plan) -> Site:
    """The site that `migrate` made becomes the region's own. Once more, it brings what is named, and plants what lacks.

    It needs neither groups nor a collection: those of the whole portal keep it.
    """
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        raise CannotMake(_("Нет главного сайта: сначала выполните migrate."))
    if Site.objects.filter(hostname=plan.host, port=plan.port).exclude(pk=site.pk).exists():
        raise CannotMake(_("Сайт с таким адресом уже есть."))
    site.hostname, site.port, site.site_name = plan.host, plan.port, plan.title
    site.save()
    look = {"name": plan.title, "territory": plan.territory, "accent": plan.accent}
    if plan.territory:
        look["region_name"] = plan.territory.name
    PortalSettings.objects.update_or_create(site=site, defaults=look)
    plant(site.root_page)
    return site


def plant(home: Page, source: Page | None = None) -> None:
    """The pages that the menu leads to, those that are not there yet."""
    section = source and source.get_children().live().filter(slug=SECTION).first()
    if section:
        section.specific.copy(recursive=True, to=home, copy_revisions=False, keep_live=True)
    put(home, SectionPage(title=_("Социальное сопровождение"), slug=SECTION))
    put(home, NewsIndexPage(title=_("Новости"), slug="news"))
    put(home, MaterialIndexPage(title=_("Материалы"), slug="materials"))
    planted.send(sender=HomePage, home=home)


def put(home: Page, page: Page) -> None:
    if not home.get_children().filter(slug=page.slug).exists():
        home.add_child(instance=page)


def keep_to_main(main: Site) -> None:
    """Editors of publications wrote everywhere while there was one site; moderators still look after all of them."""
    rights = GroupPagePermission.objects.filter(group__name=PUBLICATIONS, page__depth=1)
    for right in rights:
        for home in main.root_page.get_translations(inclusive=True):
            GroupPagePermission.objects.get_or_create(group=right.group, page=home, permission=right.permission)
    rights.delete()


def group_name(kind: str, title: str) -> str:
    return f"{kind}: {title}"[:150]


def make_groups(site: Site, collection: Collection) -> dict[str, Group]:
    """«Редакторы: …» and «Модераторы: …», with this tree and this collection and no other."""
    groups = {}
    for kind, page_rights in PAGE_RIGHTS.items():
        group = groups[kind] = Group.objects.create(name=group_name(kind, site.site_name))
        group.permissions.add(
            permission("wagtailadmin", "access_admin"), permission("simple_translation", "submit_translation")
        )
        for name in page_rights:
            right = permission("wagtailcore", name)
            GroupPagePermission.objects.create(group=group, page=site.root_page, permission=right)
        for name in FILE_RIGHTS[kind]:
            app = "wagtailimages" if name.endswith("image") else "wagtaildocs"
            right = permission(app, name)
            GroupCollectionPermission.objects.create(group=group, collection=collection, permission=right)
    return groups


def permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def give_settings(site: Site, moderators: Group) -> None:
    """Its look, phones and announcements are its moderators': what is changed there is public at once."""
    right = permission("home", "change_portalsettings")
    GroupSitePermission.objects.create(group=moderators, site=site, permission=right)


def give_workflow(site: Site, moderators: Group) -> None:
    """Pages of the site wait for its own moderators."""
    name = _("Проверка: %(site)s") % {"site": site.site_name}
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.add(moderators)
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(page=site.root_page, workflow=workflow)
