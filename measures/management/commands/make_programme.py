"""Make a fictional programme of a given size, to measure and to look at."""

from django.core.management import BaseCommand

from measures.making import Size, make


class Command(BaseCommand):
    help = "Make a programme of the fictional region. The same sizes and seed make the same programme."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        for name in ("measures", "indicators", "years", "sources", "stages"):
            parser.add_argument(f"--{name}", type=int, default=getattr(Size, name))
        parser.add_argument("--first-year", type=int, default=Size.first_year)
        parser.add_argument("--whole-terms", action="store_true", help="every measure runs in every year")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args, slug, seed, **options):
        size = Size(**{name: options[name] for name in Size.__dataclass_fields__})
        programme = make(slug, size, seed)
        self.stdout.write(programme.get_absolute_url())
