"""Blocks that lead on from a text: a file, a video, links, cards by how soon help is needed."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from portal.open_pages import is_open
from portal.phones import PhoneFormField

# Neither «//host» nor «/\host»: a browser reads both as the address of another site.
link_format = RegexValidator(r"^(/(?![/\\])|https://)\S*$", _("Адрес начинается с «/» или с «https://»."))
phone_format = RegexValidator(
    r"^(\+7\d{10}|1\d{2})$", _("Телефон пишется как +7 и десять цифр или как короткий номер из трёх цифр.")
)


class PhoneNumberBlock(blocks.CharBlock):
    """A phone as people write it, kept as +7 and ten digits or as a short number. To migrations a plain text."""

    def __init__(self, **kwargs):
        super().__init__(validators=[phone_format], **kwargs)
        written = self.field
        self.field = PhoneFormField(
            required=written.required, help_text=written.help_text, validators=written.validators[-1:]
        )

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.CharBlock", args, {**kwargs, "validators": [phone_format]}


# Where a video may lie. The portal asks these hosts for nothing: a reader goes there by a link, or does not.
VIDEO_HOSTS = {
    "rutube.ru": "/video/",
    "vkvideo.ru": "/",
    "vk.com": "/video",
    "youtube.com": "/watch",
    "youtu.be": "/",
}


def host_of(address: str) -> str:
    """The host of a video, without «www.»; nothing where the address is not one of a video that may be shown."""
    try:
        parts = urlsplit(address)
        plain = parts.scheme == "https" and parts.netloc == parts.hostname
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    leads = host in VIDEO_HOSTS and parts.path.startswith(VIDEO_HOSTS[host]) and parts.path != "/"
    return host if plain and leads and "\\" not in address else ""


def video_address(value: str) -> None:
    if not host_of(value):
        hosts = ", ".join(VIDEO_HOSTS)
        raise ValidationError(
            _("Нужен адрес ролика, с https://, на одном из сайтов: %(hosts)s."), params={"hosts": hosts}
        )


class FileBlock(blocks.StructBlock):
    """A file to download, with its type and size; best with a page that says the same."""

    document = DocumentChooserBlock(label=_("Файл"))
    note = blocks.CharBlock(label=_("Что в файле"), max_length=300, required=False)
    page = blocks.PageChooserBlock(
        label=_("То же на странице"),
        help_text=_("Кто не может открыть файл, прочтёт страницу"),
        required=False,
    )

    class Meta:
        icon = "download"
        label = _("Файл")
        description = _("Файл с видом и размером. Рядом — страница с тем же текстом")
        template = "blocks/file.html"


class VideoBlock(blocks.StructBlock):
    """A link to a video elsewhere. Nothing is asked of that host before the reader goes there."""

    title = blocks.CharBlock(label=_("Что в ролике"), max_length=160)
    address = blocks.CharBlock(label=_("Адрес ролика"), max_length=300, validators=[video_address])
    length = blocks.CharBlock(label=_("Сколько идёт"), max_length=40, help_text=_("Например, «4 минуты»"))
    text = blocks.TextBlock(
        label=_("Главное словами"), help_text=_("Для тех, кто не может посмотреть: две-три фразы"), max_length=1000
    )

    def get_context(self, value, parent_context=None):
        return {**super().get_context(value, parent_context=parent_context), "host": host_of(value["address"])}

    class Meta:
        icon = "media"
        label = _("Видео по ссылке")
        description = _("Карточка со ссылкой: ролик откроется на своём сайте, портал ничего оттуда не загружает")
        template = "blocks/video.html"


class LinkCardBlock(blocks.StructBlock):
    """A way on: a page of the site, or an address."""

    title = blocks.CharBlock(label=_("Заголовок"), max_length=120)
    text = blocks.CharBlock(label=_("Пояснение"), max_length=255, required=False)
    page = blocks.PageChooserBlock(label=_("Страница"), required=False)
    address = blocks.CharBlock(label=_("Или адрес"), required=False, validators=[link_format])

    class Meta:
        icon = "link"
        label = _("Ссылка")

    def clean(self, value):
        value = super().clean(value)
        if bool(value["page"]) == bool(value["address"]):
            error = ValidationError(_("Укажите страницу или адрес: что-то одно."))
            raise blocks.StructBlockValidationError(block_errors={"address": error})
        return value


class LinkCardsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Заголовок"), max_length=160, required=False)
    links = blocks.ListBlock(LinkCardBlock(), label=_("Ссылки"), min_num=1)

    class Meta:
        icon = "link"
        label = _("Ссылки карточками")
        description = _("Куда пойти дальше")
        template = "blocks/link_cards.html"


URGENCIES = [
    ("now", _("Прямо сейчас")),
    ("soon", _("В ближайшие дни")),
    ("later", _("Когда будет время")),
]


class CareCardBlock(blocks.StructBlock):
    """What to do, how soon, and how: by phone, on a page, or both."""

    urgency = blocks.ChoiceBlock(label=_("Когда"), choices=URGENCIES, default="soon")
    title = blocks.CharBlock(label=_("Что случилось или что нужно"), max_length=120)
    text = blocks.CharBlock(label=_("Что делать"), max_length=255, required=False)
    phone = PhoneNumberBlock(label=_("Телефон"), required=False)
    page = blocks.PageChooserBlock(label=_("Страница"), required=False)
    address = blocks.CharBlock(label=_("Или адрес"), required=False, validators=[link_format])

    class Meta:
        icon = "warning"
        label = _("Карточка")

    def clean(self, value):
        value = super().clean(value)
        if value["page"] and value["address"]:
            error = ValidationError(_("Укажите страницу или адрес: что-то одно."))
            raise blocks.StructBlockValidationError(block_errors={"address": error})
        if not (value["phone"] or value["page"] or value["address"]):
            error = ValidationError(_("Нужен телефон, страница или адрес: иначе с карточки некуда идти."))
            raise blocks.StructBlockValidationError(block_errors={"phone": error})
        return value


class CareBlock(blocks.StructBlock):
    """Cards by how soon help is needed, the most urgent first, in whatever order they were written."""

    title = blocks.CharBlock(label=_("Заголовок"), max_length=160)
    cards = blocks.ListBlock(CareCardBlock(), label=_("Карточки"), min_num=1)

    def get_context(self, value, parent_context=None):
        return {**super().get_context(value, parent_context=parent_context), "groups": by_urgency(value["cards"])}

    class Meta:
        icon = "warning"
        label = _("Карточки по срочности")
        description = _("Прямо сейчас, в ближайшие дни, когда будет время")
        template = "blocks/care.html"


def by_urgency(cards) -> list[tuple[str, str, list]]:
    """Code, name and cards of each urgency that has some; a card of a hidden page alone has nothing to say."""
    useful = [card for card in cards if card["phone"] or card["address"] or is_open(card["page"])]
    groups = [(code, name, [card for card in useful if card["urgency"] == code]) for code, name in URGENCIES]
    return [group for group in groups if group[2]]
