from django.core.management.base import BaseCommand

from home.making import DATA, made, papers


class Command(BaseCommand):
    help = "Make the files of the demo's library from home/data/papers.yaml. A second run changes nothing."

    def handle(self, *args, **options):
        for name, paper in papers().items():
            path, content = DATA / "files" / name, made(name, paper)
            if path.exists() and path.read_bytes() == content:
                continue
            path.write_bytes(content)
            self.stdout.write(f"{name}: {len(content)}")
