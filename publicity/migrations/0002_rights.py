"""Those who publish and those who keep programmes write the log; moderators confirm and check."""

from django.db import migrations

from portal.granting import DIRECTORY, EDIT, MODERATORS, PROGRAMMES, PUBLICATIONS, rights

SECTIONS = ("view", "change")
GRANTS = {
    PUBLICATIONS: {"publication": EDIT, "sectiononsite": SECTIONS},
    PROGRAMMES: {"publication": EDIT},
    DIRECTORY: {"publication": ("view",), "sectiononsite": SECTIONS},
    MODERATORS: {"publication": (*EDIT, "delete", "confirm"), "sectiononsite": (*SECTIONS, "check")},
}


class Migration(migrations.Migration):
    dependencies = [("publicity", "0001_initial"), ("portal", "0001_groups_and_workflow")]
    operations = [rights("publicity", GRANTS)]
