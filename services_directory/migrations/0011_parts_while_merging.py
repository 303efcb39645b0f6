"""While two organisations become one, the one that stays may for a moment be a part of itself."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('services_directory', '0010_what_forms_promise'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='provider', name='provider_no_part_of_itself'),
    ]
