"""Moderators set how long answers are kept. Who sees them follows from the rights to pages."""

from django.db import migrations

from portal.granting import MODERATORS, rights


class Migration(migrations.Migration):
    dependencies = [("usefulness", "0001_usefulness"), ("portal", "0001_groups_and_workflow")]
    operations = [rights("usefulness", {MODERATORS: {"usefulnessrules": ("change",)}})]
