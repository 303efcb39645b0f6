"""Building blocks of narrative pages, those of text. Imports no app of the portal; acts are named, not imported."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from portal.chosen import ActBlock
from portal.ways_on import CareBlock, FileBlock, LinkCardsBlock, PhoneNumberBlock, VideoBlock

TEXT_FEATURES = ["bold", "ul", "ol", "link", "document-link"]
SHORT_TEXT_FEATURES = ["bold", "link"]


def act_chooser(**options) -> ActBlock:
    return ActBlock("acts.LegalAct", label=_("Акт"), **options)


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
        description = _("Делит страницу на части. Из заголовков собирается содержание")
        template = "blocks/heading.html"


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **options):
        super().__init__(**{"features": TEXT_FEATURES, **options})

    class Meta:
        icon = "pilcrow"
        label = _("Текст")
        description = _("Обычный текст: короткие абзацы и списки")
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
        description = _("Что сделать по порядку, со сроком и пунктом акта")
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
        description = _("Список документов и вещей, которые нужно взять")
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
        description = _("То, что нельзя пропустить. Не больше двух на страницу")
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
        description = _("Ответ открывается по щелчку, на печати — сразу")
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
        description = _("Сроки, размеры, сравнение. Первый столбец называет строку")
        template = "blocks/table.html"


class ActQuoteBlock(blocks.StructBlock):
    """The exact words of an act, with their place in it."""

    text = blocks.TextBlock(label=_("Слова акта"), help_text=_("Дословно, без правки"))
    act = act_chooser()
    place = place_field()

    class Meta:
        icon = "openquote"
        label = _("Цитата из акта")
        description = _("Дословно, со ссылкой на акт и местом в нём")
        template = "blocks/act_quote.html"


class HelplineBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Кто ответит"), max_length=160)
    phone = PhoneNumberBlock(label=_("Телефон"))
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
        description = _("Номера, которых нет в справочнике: 112, горячие линии. Остальные берите живым блоком")
        template = "blocks/helplines.html"


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
    care = CareBlock()
    file = FileBlock()
    video = VideoBlock()
    link_cards = LinkCardsBlock()
