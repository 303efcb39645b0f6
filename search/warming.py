"""Read what every question needs before the first one comes.

Words, answered questions and what was learned of them, terms, the vocabulary.
"""

import logging

from django.db import DatabaseError, connections

from search import naming
from search.precedents import likeness
from search.wording import synonyms, vocabulary

logger = logging.getLogger(__name__)


def warm() -> None:
    """Of a thread of its own: a question that comes meanwhile waits for the same reading."""
    try:
        for kept in (naming.kept, vocabulary.kept, synonyms.kept, likeness.kept):
            kept()
    except DatabaseError:
        logger.warning("The search begins cold: the database does not answer")
    finally:
        connections.close_all()
