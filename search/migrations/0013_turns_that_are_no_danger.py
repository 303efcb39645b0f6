"""A group of danger may say what makes its words harmless, and may change no answers."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0012_postings_of_ranks'),
    ]

    operations = [
        migrations.AddField(
            model_name='synonymgroup',
            name='unless',
            field=models.TextField(blank=True, help_text='По одному в строке: «рекорд», «на уроке», «жить с». С этим слова группы опасности не значат', verbose_name='не опасность, если сказано'),
        ),
        migrations.AlterField(
            model_name='synonymgroup',
            name='direction',
            field=models.CharField(choices=[('same', 'значат одно и то же'), ('said', 'так говорят — вот что искать'), ('risk', 'говорят в беде — только показать телефоны')], default='same', max_length=4, verbose_name='связь'),
        ),
    ]
