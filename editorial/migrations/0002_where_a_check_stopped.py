from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0001_newsroom_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="linkcheck",
            name="stopped_at",
            field=models.CharField(blank=True, editable=False, max_length=2000),
        ),
    ]
