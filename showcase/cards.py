"""The rows of a list of initiatives: what they say of networks, and their HTML, rendered once while the list stays."""

from operator import attrgetter

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.indexed import in_order
from catalogue.languages import with_languages
from networks.models import Network
from showcase.hits import with_hits
from showcase.likeness import with_reasons
from showcase.models import Endorsement, Initiative

IN_ORDER = attrgetter("order", "code")
SHARED = Initiative.shared_through.through


class Row(SafeString):
    """The HTML of a row, which still knows its title and where it leads."""

    @classmethod
    def of(cls, initiative, html):
        row = cls(html)
        row.title, row.path = initiative.title, initiative.get_absolute_url()
        return row


def rendered(snapshot, keys, words=(), networks=(), hits=None, likeness=None, heading="h2"):
    """The HTML of these rows in the language of the page, with the words of a search marked.

    Rows rendered before in this state of the list cost nothing, the others one query together; where networks were
    asked for by their addresses, each row says what it has to do with them, for three more; where words were, how
    ``hits`` found it, for one more if that was in a translation.
    """
    like = likeness and likeness.city.slug
    wanted = {key: ("row", get_language(), heading, tuple(words), tuple(networks), like, key) for key in keys}
    missing = [key for key, name in wanted.items() if name not in snapshot.fragments]
    if missing:
        template = get_template("components/_row.html")
        for row in rows_of(snapshot, missing, words, networks, hits, likeness):
            html = template.render({"initiative": row, "words": words, "heading": heading})
            snapshot.fragments.put(wanted[row.pk], Row.of(row, html))
    return [html for name in wanted.values() if (html := snapshot.fragments.get(name))]


def rows_of(snapshot, keys, words, networks, hits, likeness):
    rows = with_languages(in_order(Initiative.objects.for_rows(), keys))
    for row in rows:
        row.themes = themes_of(snapshot, row)
    if networks:
        rows = with_networks(rows, Network.objects.filter(slug__in=networks))
    if likeness:
        rows = with_reasons(rows, likeness)
    return with_hits(rows, words, hits.translated) if hits else rows


def themes_of(snapshot, row):
    """The themes above its topics as they are today, that of the main topic first. No query."""
    words, topics = snapshot.vocabulary, snapshot.values["topics"]
    given = sorted((words.terms[key] for key, members in topics.items() if row.pk in members), key=IN_ORDER)
    main = [words.terms[row.main_topic_id]] if row.main_topic_id else []
    today = (words.today(term) for term in (*main, *given))
    return list(dict.fromkeys(topic.parent or topic for topic in today))


def with_networks(rows, networks):
    """Each row says what these networks have to do with it. Two queries."""
    names = {network.pk: str(network) for network in networks}
    chosen = {"initiative__in": [row.pk for row in rows], "network__in": list(names)}
    checked = Endorsement.objects.filter(**chosen).values_list("initiative", "network")
    shared = SHARED.objects.filter(**chosen).values_list("initiative", "network")
    said = {(row, network): _("Shared through %(network)s") for row, network in shared}
    said |= {(row, network): _("Checked by %(network)s") for row, network in checked}
    for row in rows:
        row.notes = [text % {"network": names[key]} for (pk, key), text in sorted(said.items()) if pk == row.pk]
    return rows
