"""Columns that several tables have."""

from django.utils.translation import gettext_lazy as _

from .base import Column, Date
from .linked import Organisation, Word, Words

UUID = Column(
    key="uuid",
    label=_("Постоянный номер"),
    help=_("Ставит портал. По нему строка находит свою запись; в новой строке оставьте пустым"),
    aliases=("uuid", "идентификатор"),
    width=38,
)
SLUG = Column(
    key="slug", label=_("Адрес на сайте"), help=_("Латиницей; пустой получится из названия"), aliases=("slug",)
)
SYNONYMS = Column(key="synonyms", label=_("Другие слова"), help=_("Через запятую: по ним ищут"), width=30)
ALSO_SERVES = Words(
    key="also_serves",
    vocabulary="territory",
    label=_("Ещё обслуживает"),
    help=_("Территории кроме своей, каждая на своей строке ячейки"),
)
CLOSING = [
    Date(key="closed_from", label=_("Временно закрыто с")),
    Date(key="closed_until", label=_("Временно закрыто по")),
    Column(key="closed_reason", label=_("Почему закрыто")),
]
SOURCE = [
    Word(
        key="source_act",
        vocabulary="act",
        label=_("Акт-источник"),
        help=_("Номер или название акта из списка правовых актов"),
        width=40,
    ),
    Column(key="source_place", label=_("Место в акте"), help=_("Приложение, раздел, пункт")),
]
OWNER = Organisation(
    key="provider",
    label=_("Организация"),
    is_required=True,
    help=_("Название, ИНН, номер в реестре или постоянный номер"),
    aliases=("инн организации", "наименование организации", "учреждение", "поставщик", "наименование поставщика"),
)
