"""A form takes the phone as people write it; no change in the database."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0003_dates_in_order'),
    ]

    operations = [
        migrations.AlterField(
            model_name='eventpage',
            name='phone',
            field=models.CharField(blank=True, help_text='Пусто: телефон места из справочника', max_length=12, validators=[django.core.validators.RegexValidator('^(\\+7\\d{10}|1\\d{2})$', 'Телефон пишется как +7 и десять цифр или как короткий номер из трёх цифр.')], verbose_name='телефон для записи и вопросов'),
        ),
    ]
