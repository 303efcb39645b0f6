"""Editors of the directory read all returns; moderators decide on them and say who reports."""

from django.db import migrations

from portal.granting import DIRECTORY, EDIT, MODERATORS, rights

GRANTS = {
    DIRECTORY: {"return": ("view",)},
    MODERATORS: {"return": ("view", "decide"), "respondent": (*EDIT, "delete")},
}


class Migration(migrations.Migration):
    dependencies = [("returns", "0001_initial"), ("portal", "0001_groups_and_workflow")]
    operations = [rights("returns", GRANTS)]
