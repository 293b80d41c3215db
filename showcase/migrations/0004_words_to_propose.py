from django.db import migrations


def learn_words(apps, schema_editor):
    """From the texts that were written before there was a table of their words."""
    from catalogue.spelling import is_proposable

    SearchWord = apps.get_model("catalogue", "SearchWord")
    words = set()
    for text in apps.get_model("showcase", "InitiativeText").objects.only("title", "tags").iterator():
        words.update(word for word in f"{text.title} {text.tags}".split() if is_proposable(word))
    SearchWord.objects.bulk_create(
        (SearchWord(word=word, initial=word[0], length=len(word)) for word in sorted(words)),
        batch_size=500,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("showcase", "0003_plainer_words"), ("catalogue", "0003_words_to_propose")]

    operations = [migrations.RunPython(learn_words, migrations.RunPython.noop)]
