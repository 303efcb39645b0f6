"""Materials on violence, too, may be left at once."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0010_emergency_link_is_an_address'),
    ]

    operations = [
        migrations.AddField(
            model_name='materialpage',
            name='quick_exit',
            field=models.BooleanField(default=False, help_text='Для тем, за чтение которых могут наказать дома: насилие, уход от обидчика', verbose_name='кнопка «Быстро уйти»'),
        ),
    ]
