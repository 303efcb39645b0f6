"""What this process keeps is read anew as soon as an editor changes a word."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from search.precedents import likeness
from search.precedents.models import Learned, Precedent, Renaming
from search.wording import synonyms, vocabulary
from search.wording.models import SynonymGroup


def group_changed(**kwargs) -> None:
    forget()
    # What another thread has read before the change was committed.
    transaction.on_commit(forget)


def forget() -> None:
    synonyms.kept.forget()
    vocabulary.kept.forget()


def precedent_changed(**kwargs) -> None:
    likeness.kept.doubt()
    transaction.on_commit(likeness.kept.doubt)


def connect() -> None:
    """Called once, when the apps are ready."""
    for signal in (post_save, post_delete):
        signal.connect(group_changed, sender=SynonymGroup)
        for sender in (Precedent, Renaming, Learned):
            signal.connect(precedent_changed, sender=sender)
