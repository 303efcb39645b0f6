import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("measures", "0013_phase_by_reports")]

    operations = [
        migrations.AlterField(
            model_name="reportedfact",
            name="indicator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reported_facts",
                to="measures.indicator",
                verbose_name="показатель",
            ),
        ),
    ]
