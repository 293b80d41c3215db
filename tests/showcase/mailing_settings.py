"""The settings of the suite for workers whose mails are written down."""

from tests.settings import *  # noqa: F403 -- a settings module is its names

EMAIL_BACKEND = "tests.showcase.mailbox.Mailbox"
