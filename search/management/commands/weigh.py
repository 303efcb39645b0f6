"""Find the points by which the first entries of an answer are weighed."""

import statistics
from collections import defaultdict
from pathlib import Path

import yaml
from django.core.management import BaseCommand, CommandError

from search import language
from search.models import SearchEntry
from search.relevance.comparing import Set
from search.relevance.judging import questions
from search.relevance.learning import crossed, gained, learned, picked, samples, samples_of_precedents, written
from search.relevance.unheard import unlearned

FILE = language.DATA / "weights.yaml"
HEAD = """# By what the first entries of an answer are weighed (search.weighing): points up to each step, and above the
# last. Written by `manage.py weigh --write` from the judged questions that one tunes by and from precedents, each asked
# as though nobody had written its turns or answered it (search/relevance/README.md).
"""


class Command(BaseCommand):
    help = "Learn by the judged questions how to weigh; says how much it gives to questions not learned by."

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help=f"put the points in search/data/{FILE.name}")
        parser.add_argument("--to", type=Path, default=FILE, help="another file to write")

    def handle(self, *args, write, to, **options):
        if not SearchEntry.objects.exists():
            raise CommandError("Load the demo data first: manage.py load_demo")
        judged_set = Set()
        tuned, precedents = [each for each in questions() if not each.is_held_out], picked(judged_set)
        with unlearned(each.words for each in [*tuned, *precedents]):
            found = [*samples(judged_set, tuned), *samples_of_precedents(judged_set, precedents)]
        gains = defaultdict(list)
        for sample, weights in crossed(found):
            gains[sample.judged.part].append((gained(sample), gained(sample, weights)))
        line = "{:14}{:>11}{:>14}{:>10}"
        self.stdout.write(line.format("unheard", "questions", "as the tiers", "weighed"))
        for part, pairs in gains.items():
            tiers, weighed = (f"{statistics.mean(each):.3f}" for each in zip(*pairs, strict=True))
            self.stdout.write(line.format(part, len(pairs), tiers, weighed))
        weights = yaml.safe_dump(written(learned(found)), sort_keys=False, allow_unicode=True, width=120)
        self.stdout.write(weights)
        if write:
            to.write_text(HEAD + weights, encoding="utf-8")
