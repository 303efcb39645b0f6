"""Editors of publications write situations, moderators publish them; they pass the same approval as every record."""

from django.db import migrations

from portal.granting import EDIT, MODERATORS, PUBLICATIONS, rights

GRANTS = {
    PUBLICATIONS: {"situation": EDIT},
    MODERATORS: {"situation": (*EDIT, "delete", "publish")},
}


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_situations"), ("portal", "0001_groups_and_workflow")]
    operations = [rights("rights", GRANTS, approved=("situation",))]
