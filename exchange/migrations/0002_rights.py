"""Who may import: editors of the directory make drafts, moderators publish. Reporters of institutions may not."""

from django.db import migrations

from portal.granting import DIRECTORY, MODERATORS, rights

IMPORT = {"import": ("add", "view")}


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial"), ("portal", "0001_groups_and_workflow")]
    operations = [rights("exchange", {DIRECTORY: IMPORT, MODERATORS: IMPORT})]
