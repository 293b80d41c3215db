

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0001_stored_file'),
    ]

    operations = [
        migrations.AlterField(
            model_name='storedfile',
            name='state',
            field=models.CharField(choices=[('pending', 'Being checked'), ('ready', 'Ready'), ('refused', 'File not accepted')], default='pending', max_length=10, verbose_name='state of the file'),
        ),
    ]
