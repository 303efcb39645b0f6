"""Editors of the directory keep the gazetteer; a moderator may also take a settlement out."""

from django.db import migrations

from portal.granting import DIRECTORY, EDIT, MODERATORS, rights

GRANTS = {DIRECTORY: {"settlement": EDIT}, MODERATORS: {"settlement": (*EDIT, "delete")}}


class Migration(migrations.Migration):
    dependencies = [("services_directory", "0004_places_and_schedules"), ("portal", "0001_groups_and_workflow")]
    operations = [rights("services_directory", GRANTS)]
