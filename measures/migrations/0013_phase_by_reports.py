from django.db import migrations, models

PHASES = [
    ("preparation", "подготовка"),
    ("adoption", "принятие документов"),
    ("implementation", "работа с семьями"),
    ("evaluation", "оценка и итоги"),
    ("", "не указана"),
]


def tell_measures(apps, schema_editor):
    """What the last approved report of each measure has said already."""
    editions = apps.get_model("measures", "ReportEdition").objects.order_by("report__period__due_on", "number")
    said = {
        measure: content.get("phase", "")
        for measure, content in editions.values_list("report__measure", "content").iterator(chunk_size=500)
    }
    for measure, phase in said.items():
        if phase:
            apps.get_model("measures", "Measure").objects.filter(pk=measure).update(report_phase=phase)


class Migration(migrations.Migration):
    dependencies = [("measures", "0012_media_plan")]

    operations = [
        migrations.AddField(
            model_name="measure",
            name="report_phase",
            field=models.CharField(
                blank=True,
                choices=PHASES,
                default="",
                editable=False,
                max_length=16,
                verbose_name="стадия по последнему отчёту",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(tell_measures, migrations.RunPython.noop),
    ]
