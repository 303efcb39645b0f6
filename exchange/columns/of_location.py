"""A row of the table of places."""

from django.utils.translation import gettext_lazy as _

from services_directory.models import Location

from .base import Choices, Column, Fraction, YesNo
from .linked import Word
from .parts import SpecialDays
from .rows import Hours, Phones
from .shared import CLOSING, OWNER, UUID

LOCATION_COLUMNS = [
    UUID,
    OWNER,
    Column(
        key="name",
        label=_("Название места"),
        aliases=("отделение", "филиал", "наименование отделения", "название"),
        width=30,
    ),
    Word(
        key="territory",
        vocabulary="territory",
        label=_("Территория"),
        is_required=True,
        aliases=("муниципальное образование", "район", "муниципалитет"),
    ),
    Column(
        key="address",
        label=_("Адрес"),
        aliases=("адрес места приема", "фактический адрес", "место нахождения"),
        width=50,
    ),
    YesNo(key="address_is_confidential", label=_("Адрес не публикуется"), help=_("«да» для кризисных центров")),
    Column(key="directions", label=_("Как добраться"), aliases=("проезд",), width=30),
    Fraction(key="latitude", label=_("Широта"), places=6),
    Fraction(key="longitude", label=_("Долгота"), places=6),
    Phones(
        key="phones",
        model=Location,
        label=_("Телефоны"),
        help=_("Каждый на своей строке ячейки: номер | по каким вопросам | когда отвечают"),
        aliases=("телефон", "контактный телефон", "контактные телефоны", "номер телефона"),
    ),
    Column(
        key="email",
        label=_("Электронная почта"),
        aliases=("email", "e-mail", "эл. почта", "почта", "адрес электронной почты"),
        width=26,
    ),
    Hours(
        key="hours",
        model=Location,
        label=_("Часы работы"),
        help=_("пн–пт 9:00–18:00, перерыв 13:00–14:00; сб, вс выходной"),
        aliases=("режим работы", "график работы", "время работы", "часы приема"),
    ),
    Column(key="hours_note", label=_("О часах работы")),
    SpecialDays(
        key="exceptions",
        model=Location,
        label=_("Особые дни"),
        help=_("Каждые на своей строке ячейки: день или дни | часы или «выходной» | почему"),
        aliases=("исключения из расписания", "праздничные дни"),
    ),
    Choices(
        key="access", label=_("Доступность"), choices=lambda: Location.Access.choices, aliases=("доступная среда",)
    ),
    *CLOSING,
]
