"""How well the search finds what families ask for."""

import io

from django.core.management import BaseCommand, CommandError, call_command
from django.db import transaction

from search.models import SearchEntry
from search.relevance import alarms, stock
from search.relevance.comparing import Set, asked, compared
from search.relevance.judging import DEVELOPMENT, HELD_OUT, TUNING, questions
from search.relevance.pooling import card, pool

PARTS = [TUNING, DEVELOPMENT, HELD_OUT]
MISSED = 5


class Command(BaseCommand):
    help = "nDCG@10, MRR and the share of empty answers on the judged questions, beside Wagtail's stock search."

    def add_arguments(self, parser):
        parser.add_argument("--worst", type=int, default=0, help="also name so many questions answered worst")
        parser.add_argument("--load", action="store_true", help="migrate and load the demo data first")
        parser.add_argument("--show", help="what is found for a question, with its grades")
        parser.add_argument("--held", action="store_true", help="look at those held out; tuning by them spends them")
        parser.add_argument("--alarms", action="store_true", help="what is heard of danger alone, and what is misheard")
        parser.add_argument("--pool", choices=PARTS, help="what any search finds for this part and no rule judges")

    def handle(self, *args, worst, show, held, pool, load, **options):
        if load:
            call_command("migrate", interactive=False, verbosity=0)
            call_command("load_demo", stdout=io.StringIO())
        if not SearchEntry.objects.exists():
            raise CommandError("Load the demo data first: manage.py load_demo")
        if show or worst:
            self.look(worst, show, held)
            return
        if pool:
            self.lay_out(pool)
            return
        if options["alarms"]:
            self.sound(held)
            return
        line = "{:14}{:>10}{:>11}{:>9}{:>8}{:>9}"
        self.stdout.write(line.format("", "part", "questions", "nDCG@10", "MRR", "empty"))
        scores = compared()
        for name, parts in scores.items():
            for part, score in parts.items():
                empty = f"{score.empty:.1%}"
                figures = f"{score.ndcg:.3f}", f"{score.mrr:.3f}", empty
                self.stdout.write(line.format(name, part, score.questions, *figures))
        if "held out" not in scores["ours"]:
            self.stdout.write("No question is held out.")
        self.stdout.write("")
        self.sound()

    def sound(self, held: bool | None = None) -> None:
        """How much of danger is heard; what is not, and what alarms for nothing, only of the part that one asks for."""
        line = "{:14}{:>10}{:>11}{:>9}{:>8}{:>14}{:>17}"
        self.stdout.write(line.format("alarms", "part", "dangers", "recall", "calm", "false alarms", "gravest missed"))
        parts = {part: alarms.heard(part) for part in alarms.FILES}
        for part, heard in parts.items():
            figures = heard.dangers, f"{heard.recall:.1%}", heard.calm, f"{heard.false_alarms:.1%}"
            self.stdout.write(line.format("", part, *figures, len(heard.missed_gravest)))
        if held is None:
            return
        heard = parts[HELD_OUT if held else TUNING]
        for name, utterances in (("missed", heard.missed), ("false", heard.false)):
            for each in utterances:
                self.stdout.write(f"{name:>7}  {each.kind:10} {each.words}")

    def look(self, worst: int, show: str | None, held: bool) -> None:
        """What is found, and what is missed; of questions held out only where that is wanted, then of them alone."""
        judged_set = Set()
        answers = {judged: answer for judged, answer in asked(judged_set.ours).items() if judged.is_held_out == held}
        chosen = [judged for judged in answers if judged.words == show]
        for judged in chosen or sorted(answers, key=lambda judged: answers[judged].ndcg)[:worst]:
            self.stdout.write(f"{answers[judged].ndcg:.2f}  {judged.words}")
            for record, grade in zip(judged_set.found(judged.words), answers[judged].found, strict=True):
                self.stdout.write(f"      {grade}  {record.type:9} {record.title}")
            for record in judged_set.missed(judged)[:MISSED]:
                self.stdout.write(f" missed  {record.type:9} {record.title}")

    def lay_out(self, part: str) -> None:
        """Without grades, searches or places, for whoever judges them."""
        judged_set = Set()
        with transaction.atomic():
            stock.fill()
            for judged in (each for each in questions() if each.part == part):
                self.stdout.write(f"{judged.words}  [{judged.asker}; {judged.whom}]")
                for record in pool(judged, judged_set, stock.found(judged.words, "or")):
                    self.stdout.write(f"      {card(record)}")
            transaction.set_rollback(True)
