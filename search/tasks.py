"""Work that nobody waits for."""

from django_tasks import task

from search import postings


@task()
def fold_postings() -> int:
    return postings.fold()
