"""Moderators of a site keep its settings; of another site they do not."""

from django.db import migrations

from portal.granting import permission

# Of one site, as home.site_making names them.
MODERATORS = "Модераторы: "


def rights(apps):
    """Each site with the groups that publish all of its pages and none of another site's."""
    page_rights = apps.get_model("wagtailcore", "GroupPagePermission").objects
    for site in apps.get_model("wagtailcore", "Site").objects.all():
        keepers = page_rights.filter(page=site.root_page_id, group__name__startswith=MODERATORS)
        for group in keepers.values_list("group", flat=True).distinct():
            yield site.pk, group


def permission_key(apps):
    return permission(apps, "home", "portalsettings", "change").pk


def grant(apps, schema_editor):
    given = apps.get_model("wagtailcore", "GroupSitePermission").objects
    for site, group in rights(apps):
        given.get_or_create(site_id=site, group_id=group, permission_id=permission_key(apps))


def take_back(apps, schema_editor):
    given = apps.get_model("wagtailcore", "GroupSitePermission").objects
    for site, group in rights(apps):
        given.filter(site_id=site, group_id=group, permission_id=permission_key(apps)).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0008_quick_exit_of_the_section"),
        ("wagtailcore", "0095_groupsitepermission"),
    ]

    operations = [migrations.RunPython(grant, take_back)]
