"""A row of the table of services."""

from django.utils.translation import gettext_lazy as _

from services_directory.models import Service

from .base import Choice, Column, Date, LongText, Number
from .linked import Places, Word, Words
from .parts import DAY_IF_ANY, SUM, TEXT, TypedRows
from .rows import Rows
from .shared import ALSO_SERVES, CLOSING, OWNER, SLUG, SOURCE, SYNONYMS, UUID

SERVICE_COLUMNS = [
    UUID,
    Column(
        key="name",
        label=_("Название"),
        is_required=True,
        aliases=("наименование услуги", "услуга", "название услуги", "наименование"),
        width=40,
    ),
    OWNER,
    Word(
        key="kind",
        vocabulary="kind",
        label=_("Вид помощи"),
        is_required=True,
        aliases=("вид услуги", "вид", "вид социальной услуги"),
    ),
    Word(
        key="form",
        vocabulary="form",
        label=_("Форма обслуживания"),
        aliases=("форма", "форма социального обслуживания"),
    ),
    Places(
        key="locations",
        label=_("Где получить"),
        help=_("Места приёма этой организации: название или адрес, каждое на своей строке ячейки"),
        aliases=("место оказания услуги", "адрес оказания"),
    ),
    Words(
        key="categories",
        vocabulary="category",
        label=_("Кому"),
        aliases=("категории семей", "категории получателей", "категория", "категории", "получатели"),
    ),
    Words(key="practices", vocabulary="practice", label=_("Практики")),
    ALSO_SERVES,
    Column(key="summary", label=_("Коротко"), help=_("Одна фраза для списка"), width=40),
    LongText(
        key="description", label=_("Что вы получите"), aliases=("описание", "описание услуги", "содержание услуги")
    ),
    LongText(key="eligibility", label=_("Кто может получить"), aliases=("условия предоставления", "условия получения")),
    Column(key="residence", label=_("Где нужно жить")),
    Number(key="age_from", label=_("Возраст от"), aliases=("возраст с", "возраст ребенка от")),
    Number(key="age_to", label=_("Возраст до"), aliases=("возраст по", "возраст ребенка до")),
    Column(key="term", label=_("Сколько ждать"), aliases=("срок", "срок предоставления")),
    Choice(
        key="price",
        label=_("Цена"),
        choices=lambda: Service.Price.choices,
        aliases=("условия оплаты", "платность", "стоимость"),
    ),
    Column(key="price_note", label=_("Об оплате"), aliases=("порядок оплаты",)),
    TypedRows(
        key="tariffs",
        model=Service,
        parts=("name", "amount", "unit", "valid_from", "valid_until"),
        types=(TEXT, SUM, TEXT, DAY_IF_ANY, DAY_IF_ANY),
        label=_("Тарифы"),
        help=_("Каждый на своей строке ячейки: за что | сумма в рублях | единица | действует с | действует до"),
        aliases=("тариф", "тарифы на услуги", "тариф на услугу", "стоимость услуги"),
    ),
    Number(key="places_total", label=_("Мест всего"), aliases=("количество мест",)),
    Number(key="places_free", label=_("Мест свободно"), aliases=("свободных мест", "количество свободных мест")),
    Column(key="places_note", label=_("О местах")),
    Date(key="places_as_of", label=_("Места на дату")),
    Rows(
        key="steps",
        model=Service,
        parts=("text",),
        label=_("Как получить"),
        help=_("Шаги, каждый на своей строке ячейки"),
        aliases=("порядок получения", "шаги"),
    ),
    Rows(
        key="documents",
        model=Service,
        parts=("name", "note"),
        label=_("Документы"),
        help=_("Каждый на своей строке ячейки: документ | примечание"),
        aliases=("перечень документов", "необходимые документы"),
    ),
    SYNONYMS,
    *CLOSING,
    *SOURCE,
    SLUG,
]
