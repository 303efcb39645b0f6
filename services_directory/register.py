"""What article 25 of 442-FZ asks a register of providers to hold, as far as a card knows it."""

from django.utils.translation import gettext as _

from portal.formatting import date


def register_rows(provider) -> list[tuple[str, str]]:
    """Every item with its value, empty where the card does not say."""
    return [
        (_("Полное название"), provider.full_name),
        (_("Правовая форма"), provider.legal_form),
        (_("Форма собственности"), provider.get_ownership_display().capitalize() if provider.ownership else ""),
        (_("Учредитель"), provider.founder),
        (_("Руководитель"), provider.head),
        (_("ИНН"), provider.inn),
        (_("ОГРН"), provider.ogrn),
        (_("Номер в реестре поставщиков"), provider.register_number),
        (_("Дата внесения в реестр"), date(provider.registered_on) if provider.registered_on else ""),
    ]


def known_and_missing(rows: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], list[str]]:
    """What is known, and the names of what is not: a card says once what it lacks, not nine times «не указано»."""
    return [row for row in rows if row[1]], [within_sentence(label) for label, value in rows if not value]


def within_sentence(label: str) -> str:
    """«Учредитель» as «учредитель», but «ИНН» as it is."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
