"""What programmes refer to in the directory."""

from services_directory.models import FamilyCategory, Territory

REGIONS = {"yugra": "Югра", "tatarstan": "Татарстан", "vladimir": "Владимирская область", "novgorod": "Новгород"}


def make_directory() -> None:
    for slug, name in REGIONS.items():
        Territory.objects.create(slug=slug, name=name, level=Territory.Level.REGION)
    for slug in ("lowincome", "disabled"):
        FamilyCategory.objects.create(slug=slug, name=slug)
