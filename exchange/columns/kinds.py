"""The tables of the directory: organisations, places, services."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from services_directory.models import Location, Provider, Service

from .base import Choice, Choices, Column, Date, Digits, Fraction, LongText, Number, YesNo
from .linked import Organisation, Places, Word, Words
from .rows import Hours, Phones, Rows

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
PROVIDER_COLUMNS = [
    UUID,
    Column(
        key="name",
        label=_("Название"),
        help=_("Короткое, как говорят люди"),
        is_required=True,
        aliases=(
            "краткое наименование",
            "сокращенное наименование",
            "наименование",
            "наименование организации",
            "организация",
            "учреждение",
            "наименование учреждения",
            "название организации",
            "наименование поставщика",
        ),
        width=40,
    ),
    Column(
        key="full_name",
        label=_("Полное название"),
        aliases=(
            "полное наименование",
            "полное наименование организации",
            "полное наименование поставщика",
            "наименование по уставу",
        ),
        width=50,
    ),
    Choice(
        key="kind",
        label=_("Вид организации"),
        is_required=True,
        choices=lambda: Provider.Kind.choices,
        aliases=("тип организации", "вид", "тип", "тип учреждения"),
    ),
    Word(
        key="territory",
        vocabulary="territory",
        label=_("Территория"),
        is_required=True,
        help=_("Район или округ; если такой есть в двух регионах — через запятую и регион"),
        aliases=("муниципальное образование", "район", "муниципалитет", "регион", "территория обслуживания"),
    ),
    ALSO_SERVES,
    Organisation(
        key="part_of", label=_("Входит в организацию"), aliases=("головная организация", "вышестоящая организация")
    ),
    LongText(key="summary", label=_("Чем помогает"), aliases=("описание", "виды деятельности")),
    SYNONYMS,
    Digits(key="inn", label=_("ИНН"), lengths=(10, 12), aliases=("инн организации",), width=14),
    Digits(key="ogrn", label=_("ОГРН"), lengths=(13, 15), aliases=("огрн организации",), width=17),
    Column(
        key="register_number",
        label=_("Номер в реестре"),
        aliases=(
            "регистрационный номер",
            "реестровый номер",
            "номер в реестре поставщиков",
            "регистрационный номер учетной записи",
        ),
    ),
    Date(
        key="registered_on", label=_("Внесён в реестр"), aliases=("дата включения в реестр", "дата внесения в реестр")
    ),
    Date(key="state_registered_on", label=_("Дата государственной регистрации")),
    Column(key="legal_form", label=_("Правовая форма"), aliases=("организационно-правовая форма", "опф")),
    Choice(key="ownership", label=_("Форма собственности"), choices=lambda: Provider.Ownership.choices),
    Column(key="founder", label=_("Учредитель"), aliases=("сведения об учредителе", "учредители"), width=40),
    Column(key="head", label=_("Руководитель"), aliases=("директор", "фио руководителя"), help=_("Должность")),
    Column(key="website", label=_("Сайт"), aliases=("адрес сайта", "официальный сайт", "интернет-сайт"), width=30),
    LongText(key="note", label=_("Примечание"), aliases=("примечания", "комментарий")),
    SLUG,
]
OWNER = Organisation(
    key="provider",
    label=_("Организация"),
    is_required=True,
    help=_("Название, ИНН, номер в реестре или постоянный номер"),
    aliases=("инн организации", "наименование организации", "учреждение", "поставщик", "наименование поставщика"),
)
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
    Choices(
        key="access", label=_("Доступность"), choices=lambda: Location.Access.choices, aliases=("доступная среда",)
    ),
    *CLOSING,
]
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
    SLUG,
]


@dataclass(frozen=True)
class Kind:
    """A table: what one row of it is."""

    key: str
    label: str | Promise
    model: type[models.Model]
    columns: list[Column]
    # What no two records may share.
    unique: tuple[str, ...]

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @property
    def permission(self) -> str:
        return f"services_directory.{{}}_{self.model._meta.model_name}"

    def may(self, user, action: str) -> bool:
        return user.has_perm(self.permission.format(action))


KINDS = {
    kind.key: kind
    for kind in [
        Kind("providers", _("Организации"), Provider, PROVIDER_COLUMNS, ("register_number", "slug")),
        Kind("locations", _("Места приёма"), Location, LOCATION_COLUMNS, ()),
        Kind("services", _("Услуги"), Service, SERVICE_COLUMNS, ("slug",)),
    ]
}
