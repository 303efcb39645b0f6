"""Editors of publications write announcements, moderators publish them; they pass the same approval as every record."""

from django.db import migrations

from portal.granting import EDIT, MODERATORS, PUBLICATIONS, rights

GRANTS = {
    PUBLICATIONS: {"announcement": EDIT},
    MODERATORS: {"announcement": (*EDIT, "delete", "publish")},
}


class Migration(migrations.Migration):
    dependencies = [("screens", "0001_announcements"), ("portal", "0001_groups_and_workflow")]
    operations = [rights("screens", GRANTS, approved=("announcement",))]
