"""Digits of other scripts are no phone."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0011_quick_exit_of_materials'),
    ]

    operations = [
        migrations.AlterField(
            model_name='hotline',
            name='phone',
            field=models.CharField(max_length=12, validators=[django.core.validators.RegexValidator('^\\+7[0-9]{10}\\Z', 'Телефон пишется как +7 и десять цифр, без пробелов.')], verbose_name='телефон'),
        ),
    ]
