"""Who looked at a situation, without a day, never counted."""

from django.db import migrations, models


def forget_reviews_without_a_day(apps, schema_editor):
    situations = apps.get_model("rights", "Situation").objects
    situations.filter(reviewed_on=None).exclude(reviewed_by="").update(reviewed_by="")


class Migration(migrations.Migration):

    dependencies = [
        ('rights', '0002_rights'),
        ('services_directory', '0009_names_of_closing'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.RunPython(forget_reviews_without_a_day, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='situation',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed_by', ''), ('reviewed_on__isnull', False), _connector='OR'), name='situation_review_has_a_day', violation_error_message='Укажите, когда проверили: без даты проверка не считается.'),
        ),
    ]
