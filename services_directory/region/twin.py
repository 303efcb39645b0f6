"""One organisation of the fictional region entered twice, for editors to find: the second card says less."""

from services_directory.models import Location, Phone, Provider


def enter_twice(region: str) -> None:
    """Once a region; a twin that was merged is not made again."""
    provider = (
        Provider.objects.filter(territory__parent__slug=region, locations__phones__isnull=False).order_by("pk").first()
    )
    if provider is None or Provider.objects.filter(slug=f"{provider.slug}-2").exists():
        return
    phone = Phone.objects.filter(location__provider=provider).order_by("pk").first()
    twin = Provider.objects.create(
        slug=f"{provider.slug}-2", name=f"ГБУ {provider.name}", kind=provider.kind, territory=provider.territory
    )
    place = Location.objects.create(provider=twin, territory=twin.territory, address=phone.location.address)
    Phone.objects.create(location=place, number=phone.number)
