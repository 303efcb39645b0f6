"""Editors of the directory write the navigator, moderators publish it; it passes the same approval as every record."""

from django.db import migrations

from portal.granting import DIRECTORY, EDIT, MODERATORS, rights

GRANTS = {
    DIRECTORY: {"navigator": EDIT},
    MODERATORS: {"navigator": (*EDIT, "delete", "publish")},
}


class Migration(migrations.Migration):
    dependencies = [("navigator", "0001_navigator"), ("portal", "0001_groups_and_workflow")]
    operations = [rights("navigator", GRANTS, approved=("navigator",))]
