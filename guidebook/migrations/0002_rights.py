"""Who keeps the directory sees its guides and has them made again."""

from django.db import migrations

from portal.granting import DIRECTORY, MODERATORS, rights

GUIDES = {"guide": ("view", "change")}


class Migration(migrations.Migration):
    dependencies = [("guidebook", "0001_guides"), ("portal", "0001_groups_and_workflow")]
    operations = [rights("guidebook", {DIRECTORY: GUIDES, MODERATORS: GUIDES})]
