"""Building blocks of narrative pages. Imports no app of the portal; acts are named, not imported."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

TEXT_FEATURES = ["bold", "ul", "ol", "link", "document-link"]
SHORT_TEXT_FEATURES = ["bold", "link"]

phone_format = RegexValidator(
    r"^(\+7\d{10}|1\d{2})$", _("Телефон пишется как +7 и десять цифр или как короткий номер из трёх цифр.")
)
link_format = RegexValidator(r"^(/|https://)\S*$", _("Адрес начинается с «/» или с «https://»."))


def act_chooser(**options) -> SnippetChooserBlock:
    return SnippetChooserBlock("acts.LegalAct", label=_("Акт"), **options)


def place_field(**options) -> blocks.CharBlock:
    return blocks.CharBlock(
        label=_("Место в акте"), help_text=_("Приложение, раздел, пункт"), max_length=255, required=False, **options
    )


class HeadingBlock(blocks.StructBlock):
    """A heading inside the page; the page's own title is its only h1."""

    text = blocks.CharBlock(label=_("Заголовок"), max_length=160)
    level = blocks.ChoiceBlock(label=_("Уровень"), choices=[("h2", _("Раздел")), ("h3", _("Подраздел"))], default="h2")

    class Meta:
        icon = "title"
        label = _("Заголовок")
        template = "blocks/heading.html"


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **options):
        super().__init__(**{"features": TEXT_FEATURES, **options})

    class Meta:
        icon = "pilcrow"
        label = _("Текст")
        template = "blocks/paragraph.html"


class StepBlock(blocks.StructBlock):
    """One thing to do, and how long it takes as the act has it."""

    title = blocks.CharBlock(label=_("Что сделать"), max_length=160)
    text = blocks.RichTextBlock(label=_("Пояснение"), features=TEXT_FEATURES, required=False)
    deadline = blocks.CharBlock(label=_("Срок"), max_length=160, required=False)
    act = act_chooser(required=False)
    place = place_field()

    class Meta:
        icon = "list-ol"
        label = _("Шаг")


class StepsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Заголовок"), max_length=160, required=False)
    steps = blocks.ListBlock(StepBlock(), label=_("Шаги"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Шаги")
        template = "blocks/steps.html"


class NeedBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Что понадобится"), max_length=200)
    note = blocks.CharBlock(label=_("Примечание"), max_length=300, required=False)

    class Meta:
        icon = "doc-full"
        label = _("Документ или вещь")


class NeedsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Заголовок"), max_length=160, default=_("Что понадобится"))
    items = blocks.ListBlock(NeedBlock(), label=_("Список"), min_num=1)

    class Meta:
        icon = "tasks"
        label = _("Что понадобится")
        template = "blocks/needs.html"


class CalloutBlock(blocks.StructBlock):
    """Something that must not be missed."""

    tone = blocks.ChoiceBlock(
        label=_("Тон"),
        choices=[
            ("info", _("Полезно знать")),
            ("good", _("Хорошая новость")),
            ("warn", _("Важно")),
            ("bad", _("Опасно")),
        ],
        default="info",
    )
    title = blocks.CharBlock(label=_("Заголовок"), max_length=160)
    text = blocks.RichTextBlock(label=_("Текст"), features=SHORT_TEXT_FEATURES, required=False)

    class Meta:
        icon = "warning"
        label = _("Выноска")
        template = "blocks/callout.html"


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Вопрос"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Ответ"), features=TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Вопрос и ответ")


class QuestionsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Заголовок"), max_length=160, required=False)
    questions = blocks.ListBlock(QuestionBlock(), label=_("Вопросы"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Вопросы и ответы")
        template = "blocks/questions.html"


class DataTableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Подпись таблицы"), max_length=255)
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Слова"), required=False)),
            ("figure", blocks.DecimalBlock(label=_("Число"), required=False)),
        ],
        label=_("Таблица"),
    )
    act = act_chooser(required=False)
    place = place_field()

    class Meta:
        icon = "table"
        label = _("Таблица")
        template = "blocks/table.html"


class ActQuoteBlock(blocks.StructBlock):
    """The exact words of an act, with their place in it."""

    text = blocks.TextBlock(label=_("Слова акта"), help_text=_("Дословно, без правки"))
    act = act_chooser()
    place = place_field()

    class Meta:
        icon = "openquote"
        label = _("Цитата из акта")
        template = "blocks/act_quote.html"


class HelplineBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Кто ответит"), max_length=160)
    phone = blocks.CharBlock(label=_("Телефон"), validators=[phone_format])
    hours = blocks.CharBlock(label=_("Когда отвечают"), max_length=160, required=False)
    note = blocks.CharBlock(label=_("Когда звонить"), max_length=300, required=False)

    class Meta:
        icon = "mobile-alt"
        label = _("Телефон")


class HelplinesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Заголовок"), max_length=160, default=_("Куда позвонить"))
    lines = blocks.ListBlock(HelplineBlock(), label=_("Телефоны"), min_num=1)

    class Meta:
        icon = "mobile-alt"
        label = _("Куда позвонить")
        template = "blocks/helplines.html"


class FileBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Файл"))
    note = blocks.CharBlock(label=_("Что в файле"), max_length=300, required=False)

    class Meta:
        icon = "download"
        label = _("Файл")
        template = "blocks/file.html"


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
        template = "blocks/link_cards.html"


class BodyBlock(blocks.StreamBlock):
    """What the text of any page may be made of."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    steps = StepsBlock()
    needs = NeedsBlock()
    callout = CalloutBlock()
    questions = QuestionsBlock()
    table = DataTableBlock()
    act_quote = ActQuoteBlock()
    helplines = HelplinesBlock()
    file = FileBlock()
    link_cards = LinkCardsBlock()
