"""Blocks that show records of the directory inside narrative pages, always as they stand now."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.blocks import BodyBlock
from portal.gathering import KEY, Gathering
from portal.sites import shown
from services_directory.models import FamilyCategory, HelpKind, SupportLevel, SupportRule

RULES = Gathering(
    lambda: SupportRule.objects.filter(kind=KEY),
    one={"territory": "name", "source_act": "slug kind title number date"},
)


class LiveListBlock(blocks.StructBlock):
    """A list kept in the directory: nobody retypes it, so it cannot grow stale."""

    title = blocks.CharBlock(label=_("Заголовок"), max_length=160)

    def records(self):
        raise NotImplementedError

    def get_context(self, value, parent_context=None):
        return {**super().get_context(value, parent_context=parent_context), "records": self.records()}


class LevelsBlock(LiveListBlock):
    def records(self):
        return SupportLevel.objects.select_related("source_act").prefetch_related("signs")

    class Meta:
        icon = "order"
        label = _("Уровни сопровождения (из справочника)")
        template = "blocks/levels.html"


class CategoriesBlock(LiveListBlock):
    def records(self):
        return FamilyCategory.objects.published()

    class Meta:
        icon = "group"
        label = _("Категории семей (из справочника)")
        template = "blocks/categories.html"


class KindsBlock(LiveListBlock):
    def records(self):
        kinds = HelpKind.objects.kinds().filter(branch=HelpKind.Branch.ACCOMPANIMENT)
        return kinds.select_related("source_act").prefetch_related("items")

    class Meta:
        icon = "list-ul"
        label = _("Виды помощи (из справочника)")
        template = "blocks/kinds.html"


class RulesBlock(LiveListBlock):
    """Grounds, stages or forms of work, region by region: each region sets its own."""

    kind = blocks.ChoiceBlock(label=_("Что показать"), choices=SupportRule.Kind.choices, default=SupportRule.Kind.STAGE)

    def get_context(self, value, parent_context=None):
        context = blocks.StructBlock.get_context(self, value, parent_context=parent_context)
        return {**context, "records": shown(RULES(value["kind"]))}

    class Meta:
        icon = "tasks"
        label = _("Правила по регионам (из справочника)")
        template = "blocks/rules.html"


class SectionBodyBlock(BodyBlock):
    levels = LevelsBlock()
    categories = CategoriesBlock()
    kinds = KindsBlock()
    rules = RulesBlock()
