"""A row of the table of organisations."""

from django.utils.translation import gettext_lazy as _

from services_directory.models import Disclosure, Provider

from .base import Choice, Column, Date, Digits, LongText
from .linked import Organisation, Word
from .parts import DAY, DAY_IF_ANY, TEXT, OneOfEach, TypedRows, choice
from .shared import ALSO_SERVES, SLUG, SOURCE, SYNONYMS, UUID

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
    TypedRows(
        key="licences",
        model=Provider,
        parts=("activity", "number", "issued_on", "valid_until"),
        types=(TEXT, TEXT, DAY_IF_ANY, DAY_IF_ANY),
        label=_("Лицензии"),
        help=_("Каждая на своей строке ячейки: на что | номер | когда выдана | до какого дня"),
        aliases=("лицензия", "сведения о лицензиях", "наличие лицензий"),
    ),
    TypedRows(
        key="inspections",
        model=Provider,
        parts=("date", "body", "result"),
        types=(DAY, TEXT, TEXT),
        label=_("Проверки организации"),
        help=_("Каждая на своей строке ячейки: дата | кто проверял | результат"),
        aliases=("проверки", "сведения о проверках", "информация о результатах проведенных проверок"),
    ),
    OneOfEach(
        key="disclosures",
        model=Provider,
        parts=("item", "address", "note", "changed_on", "published_on"),
        types=(choice(lambda: Disclosure.Item.choices, _("Сведения по статье 13")), TEXT, TEXT, DAY, DAY_IF_ANY),
        label=_("Сведения по статье 13"),
        help=_("Каждые на своей строке ячейки: что | адрес страницы | примечание | изменилось | опубликовано"),
    ),
    LongText(key="note", label=_("Примечание"), aliases=("примечания", "комментарий")),
    *SOURCE,
    SLUG,
]
