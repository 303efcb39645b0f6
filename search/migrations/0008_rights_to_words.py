"""Editors of the directory keep the words that people ask by; a moderator may also take a group of them out."""

from django.db import migrations

from portal.granting import DIRECTORY, EDIT, MODERATORS, rights

GRANTS = {DIRECTORY: {"synonymgroup": EDIT}, MODERATORS: {"synonymgroup": (*EDIT, "delete")}}


class Migration(migrations.Migration):
    dependencies = [("search", "0007_words_people_use"), ("portal", "0001_groups_and_workflow")]
    operations = [rights("search", GRANTS)]
