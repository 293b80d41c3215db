"""What an answer says, whether it came in one piece or in many."""


def body_of(answer):
    """A stream can be read only once."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
