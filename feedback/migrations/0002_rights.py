"""Reports are read by those who keep the directory; contacts are searched and erased by moderators."""

from django.db import migrations

from portal.granting import DIRECTORY, MODERATORS, rights

READ = ("view", "change")
GRANTS = {
    DIRECTORY: {"report": READ},
    MODERATORS: {"report": READ, "reportcontact": ("delete",), "feedbackrules": ("change",)},
}


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_reports"), ("portal", "0001_groups_and_workflow")]
    operations = [rights("feedback", GRANTS)]
