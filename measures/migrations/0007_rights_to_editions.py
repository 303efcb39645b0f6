"""Editors of programmes keep the editions of plans; a moderator may delete one."""

from django.db import migrations

from portal.granting import EDIT, MODERATORS, PROGRAMMES, rights

GRANTS = {PROGRAMMES: {"planedition": EDIT}, MODERATORS: {"planedition": (*EDIT, "delete")}}


class Migration(migrations.Migration):
    dependencies = [("measures", "0006_editions_of_the_plan"), ("portal", "0001_groups_and_workflow")]
    operations = [rights("measures", GRANTS)]
