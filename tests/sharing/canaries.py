"""A crisis centre whose address nobody may learn, and a word that would give it away."""

from tests.factories import HelpKindFactory, LocationFactory, ProviderFactory, RegionFactory, ServiceFactory

SECRET = ("Тайная", "Крыльцо", "55.123", "37.456")


def hidden_centre():
    provider = ProviderFactory(name="Кризисный центр", slug="crisis", territory=RegionFactory(name="Край"))
    place = LocationFactory(
        provider=provider,
        territory=provider.territory,
        address="ул. Тайная, 7",
        address_is_confidential=True,
        directions="Крыльцо со двора",
        latitude="55.123456",
        longitude="37.456789",
        phones=["+79000000001"],
    )
    service = ServiceFactory(name="Убежище", slug="refuge", provider=provider, kind=HelpKindFactory(slug="urgent"))
    return provider, place, service
