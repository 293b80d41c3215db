"""Whose turn it is, and the road, in the words of the city."""

from showcase.progress import stops_of, turn_of


def labels(submission):
    return [(stop["label"], stop["state"]) for stop in stops_of(submission)]


def test_title_counts_the_questions(in_state):
    submission = in_state("changes_requested")

    titles = [turn_of(submission, questions).title for questions in (0, 1, 2)]

    assert titles == ["Metropolis has a question", "Metropolis has a question", "Metropolis has 2 questions"]


def test_promise_of_one_day_is_said_in_the_singular(submitted, cast):
    cast.host.days_to_answer = 1
    cast.host.save()
    submitted.refresh_from_db()

    text = turn_of(submitted).text

    assert text == "Metropolis usually answers within 1 day. You can take it back until then."


def test_road_of_what_was_sent_says_when_it_is_usually_checked(submitted):
    stops = stops_of(submitted)

    assert labels(submitted) == [
        ("Draft", "done"),
        ("Sent", "current"),
        ("Being checked", "future"),
        ("Published", "future"),
    ]
    assert (stops[1]["when"].endswith(", text 1"), stops[2]["when"]) == (True, "Usually within 7 days")


def test_road_asks_the_city_and_is_checked_again(in_state):
    assert labels(in_state("changes_requested"))[-3:] == [
        ("Questions for you", "current"),
        ("Checked again", "future"),
        ("Published", "future"),
    ]


def test_road_of_a_draft_leads_to_sending(draft):
    assert labels(draft) == [("Draft", "current"), ("Sent", "future"), ("Published", "future")]


def test_road_ends_where_it_is_decided(in_state):
    assert labels(in_state("published"))[-1] == ("Published", "current")
