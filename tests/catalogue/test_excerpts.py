import pytest
from django.utils.safestring import SafeString

from catalogue.excerpts import marked, passage, shortened, unseen

ARABIC = "أطلقت البلدية نداءً للتضامن مع المهاجرين. وقد استجاب السكان والمستثمرون للنداء خلال أيام قليلة جداً"
CHINESE = "广州市在二零一零年二月开通了快速公交系统。线路全长二十二公里半，与地铁和自行车道相连"


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Short.", 200, "Short."),
        ("  Just as long as it may be  ", 25, "Just as long as it may be"),
        ("One sentence is whole. The other one is not.", 30, "One sentence is whole.\u00a0…"),
        ("No. 5 St. Peter and more words follow here", 20, "No. 5 St. Peter and…"),
        ("Words, words, words, words", 20, "Words, words, words…"),
        ("A first sentence. " + "Verylong" * 9, 60, "A first sentence. " + ("Verylong" * 9)[:42] + "…"),
        ("Donaudampfschifffahrtsgesellschaft", 10, "Donaudampf…"),
        (ARABIC, 60, "أطلقت البلدية نداءً للتضامن مع المهاجرين.\u00a0…"),
        (ARABIC, 30, "أطلقت البلدية نداءً للتضامن مع…"),
        (CHINESE, 60, "广州市在二零一零年二月开通了快速公交系统。\u00a0…"),
        (CHINESE, 20, "广州市在二零一零年二…"),
        ("e\u0301" * 9, 4, "e\u0301" * 4 + "…"),
    ],
)
def test_long_text_ends_with_a_whole_sentence_or_word(text, width, shown):
    assert shortened(text, width) == shown


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("Older people & others", ["older", "people"], "<mark>Older people</mark> &amp; others"),
        ("Łódź, and Lodz", ["lodz"], "<mark>Łódź</mark>, and <mark>Lodz</mark>"),
        ("Holder of <b>", ["old", "b"], "Holder of &lt;<mark>b</mark>&gt;"),
        ("خلال الحجر الصحي", ["الحجر"], "خلال <mark>الحجر</mark> الصحي"),
        ("城市的人行道很窄", ["人行", "行道"], "城市的<mark>人行道</mark>很窄"),
        ("Nothing <asked>", [], "Nothing &lt;asked&gt;"),
    ],
)
def test_words_of_a_search_are_marked_in_an_escaped_text(text, words, html):
    found = marked(text, words)

    assert (found, isinstance(found, SafeString)) == (html, True)


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Short and old.", ["old"], "Short and old."),
        ("Nothing here", ["gold"], ""),
        ("word " * 50 + "Straße here. End.", ["strass"], "… word word word Straße here. End."),
        ("城市" * 60 + "人行道。", ["人行"], "… 人行道。"),
        (CHINESE * 3, ["换乘", "公里"], shortened(CHINESE * 3)),
    ],
)
def test_passage_is_the_text_around_the_first_word_that_was_searched(text, words, shown):
    assert passage(text, words, width=100 if "word" in text else 200) == shown


def test_words_are_unseen_where_no_text_has_a_word_that_begins_so():
    assert unseen(["plan", "tree", "old", "气候"], "Planted", "trees", "gold", "城市气候") == ["old"]
