"""What the editor of the navigator fills in: questions with answers, endings, what may be true of a family."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from navigator.tree import ABOUT, AGE, FAMILY, TERRITORY
from portal.ways_on import PhoneNumberBlock, link_format
from services_directory.models import FamilyCategory, HelpKind, SupportLevel

code_format = RegexValidator(r"^[a-z][a-z0-9-]*$", _("Латинские буквы, цифры и дефис; первой стоит буква."))
ASKS = [(FAMILY, _("кто в семье")), (AGE, _("возраст ребёнка")), (TERRITORY, _("где живёт семья"))]


def kind_choices() -> list[tuple[str, list]]:
    """Kinds of help without their items, by branch."""
    kinds = HelpKind.objects.kinds().values_list("branch", "slug", "name")
    return [
        (label, [(slug, name) for branch, slug, name in kinds if branch == value])
        for value, label in HelpKind.Branch.choices
    ]


def category_choices() -> list[tuple[str, str]]:
    return list(FamilyCategory.objects.published().values_list("slug", "name"))


def level_choices() -> list[tuple[str, str]]:
    return list(SupportLevel.objects.values_list("slug", "name"))


def code_block(help_text) -> blocks.CharBlock:
    return blocks.CharBlock(label=_("Код"), max_length=40, validators=[code_format], help_text=help_text)


def ticks(label, choices, **options) -> blocks.MultipleChoiceBlock:
    return blocks.MultipleChoiceBlock(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **options
    )


class AnswerBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Ответ"), max_length=120)
    note = blocks.CharBlock(label=_("Пояснение"), max_length=160, required=False)
    goes_to = blocks.CharBlock(
        label=_("Куда ведёт"), max_length=40, required=False, help_text=_("Код следующего вопроса или итога")
    )

    class Meta:
        icon = "arrow-right"
        label = _("Ответ")


class QuestionBlock(blocks.StructBlock):
    code = code_block(_("По нему на вопрос указывают ответы; он виден в адресе страницы"))
    text = blocks.CharBlock(label=_("Вопрос"), max_length=160)
    hint = blocks.CharBlock(label=_("Подсказка"), max_length=300, required=False)
    answers = blocks.ListBlock(AnswerBlock(), label=_("Ответы"), collapsed=True)

    class Meta:
        icon = "help"
        label = _("Вопрос")
        label_format = "{text} ({code})"


class PhoneBlock(blocks.StructBlock):
    number = PhoneNumberBlock(label=_("Телефон"), max_length=12)
    name = blocks.CharBlock(label=_("Кто ответит"), max_length=160)
    note = blocks.CharBlock(label=_("Когда звонить"), max_length=160, required=False)

    class Meta:
        icon = "mobile-alt"
        label = _("Телефон")


class LinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Название"), max_length=120)
    url = blocks.CharBlock(label=_("Адрес"), max_length=255, validators=[link_format])

    class Meta:
        icon = "link"
        label = _("Страница")


class EndingBlock(blocks.StructBlock):
    code = code_block(_("По нему на итог указывают ответы"))
    title = blocks.CharBlock(label=_("Заголовок"), max_length=160)
    text = blocks.TextBlock(label=_("Что важно знать"), rows=3, required=False)
    is_urgent = blocks.BooleanBlock(
        label=_("Срочно"), required=False, help_text=_("Опасность: телефоны стоят первыми, больше ничего не спросим")
    )
    phones = blocks.ListBlock(PhoneBlock(), label=_("Телефоны"), collapsed=True, min_num=0)
    steps = blocks.ListBlock(blocks.CharBlock(label=_("Шаг"), max_length=300), label=_("Что сделать"), min_num=0)
    asks = ticks(_("О чём ещё спросить"), ASKS, default=list(ABOUT))
    kinds = ticks(_("Какая помощь"), kind_choices)
    categories = ticks(_("Каким семьям"), category_choices)
    level = blocks.ChoiceBlock(label=_("Уровень сопровождения"), choices=level_choices, required=False)
    documents = blocks.ListBlock(
        blocks.CharBlock(label=_("Документ"), max_length=200), label=_("Что взять с собой"), min_num=0
    )
    links = blocks.ListBlock(LinkBlock(), label=_("Что почитать"), collapsed=True, min_num=0)

    class Meta:
        icon = "tick-inverse"
        label = _("Итог")
        label_format = "{title} ({code})"


class FamilyBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Ответ"), max_length=120)
    category = blocks.ChoiceBlock(label=_("Категория семей"), choices=category_choices)

    class Meta:
        icon = "group"
        label = _("Кто в семье")
        label_format = "{text}"
