"""A frozen text as people read it."""

from showcase.answers import answers_of, label_of
from showcase.content import freeze


def answers(submission):
    return {answer.name: answer for _section, items in answers_of(freeze(submission)) for answer in items}


def test_answers_are_in_words_not_in_codes(draft):
    said = answers(draft)

    assert said["main_topic"].lines == ["older-people in English"]
    assert said["city"].lines == ["Bilbao, Spain"]
    assert said["start"].lines == ["March\xa02020"]
    assert said["text_language"].lines == ["English"]
    assert said["results"].lines == ["36,000 calls (https://bilbao.example/calls, 2020)"]


def test_answer_carries_the_language_it_was_written_in(draft):
    draft.text_language = "eu"
    draft.original_title, draft.original_title_language = "Deiak", "es"
    draft.save()

    said = answers(draft)

    assert (said["title"].language, said["original_title"].language, said["phase"].language) == ("eu", "es", "")


def test_unanswered_question_has_no_lines(draft):
    assert answers(draft)["hazards"].lines == []


def test_section_of_full_depth_shows_only_when_something_in_it_was_answered(draft):
    assert "lessons" not in answers(draft)

    draft.lessons = "Begin earlier."
    draft.save()

    assert answers(draft)["lessons"].lines == ["Begin earlier."]


def test_label_of_an_unknown_field_is_its_name():
    assert label_of("no-such-field") == "No-such-field"
