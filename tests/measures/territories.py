"""What programmes refer to in the directory."""

from services_directory.models import FamilyCategory, Provider, Territory

REGIONS = {"yugra": "Югра", "tatarstan": "Татарстан", "vladimir": "Владимирская область", "novgorod": "Новгород"}
PROVIDERS = {
    "yugra-methodical-centre": "yugra",
    "vesta-nizhnekamsk": "tatarstan",
    "tatarstan-psychologists": "tatarstan",
}


def make_directory() -> None:
    for slug, name in REGIONS.items():
        Territory.objects.create(slug=slug, name=name, level=Territory.Level.REGION)
    for slug in ("lowincome", "disabled", "foster", "large", "single"):
        FamilyCategory.objects.create(slug=slug, name=slug)
    for slug, region in PROVIDERS.items():
        Provider.objects.create(slug=slug, name=slug, territory=Territory.objects.get(slug=region))
