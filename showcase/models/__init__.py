"""What cities did: the proposal (Submission), what is public (Initiative), and what happened between them."""

from showcase.models.following import Follow
from showcase.models.initiative import CodeCounter, Endorsement, Initiative, ServicePointItem, SlugHistory
from showcase.models.parts import (
    InitiativeDocument,
    InitiativePicture,
    InitiativeTranslation,
    SubmissionDocument,
    SubmissionPicture,
    SubmissionTranslation,
)
from showcase.models.practice import Practice
from showcase.models.review import Comment, Review
from showcase.models.search import InitiativeText
from showcase.models.submission import Submission
from showcase.models.texts import Revision, RevisionFile, Version, VersionFile

__all__ = [
    "CodeCounter",
    "Comment",
    "Endorsement",
    "Follow",
    "Initiative",
    "InitiativeDocument",
    "InitiativePicture",
    "InitiativeText",
    "InitiativeTranslation",
    "Practice",
    "Review",
    "Revision",
    "RevisionFile",
    "ServicePointItem",
    "SlugHistory",
    "Submission",
    "SubmissionDocument",
    "SubmissionPicture",
    "SubmissionTranslation",
    "Version",
    "VersionFile",
]
