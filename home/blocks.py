"""Blocks that show records of the directory inside narrative pages, always as they stand now."""

from django.core.exceptions import ValidationError
from django.db.models import Func
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home import contacts, offers, promises
from home.asking import Asked
from home.live import LiveBlock
from portal.blocks import BodyBlock
from portal.chosen import RecordKeyBlock
from portal.gathering import KEY, Gathering
from portal.sites import shown
from services_directory.models import FamilyCategory, HelpKind, SupportLevel, SupportRule

KINDS = Func(KEY, template="(SELECT unnest(%(expressions)s::text[]))")
RULES = Gathering(
    lambda: SupportRule.objects.filter(kind__in=KINDS),
    one={"territory": "name", "source_act": "slug kind title number date"},
)


class LiveListBlock(blocks.StructBlock):
    """A whole list that the directory keeps."""

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


def rules_of(kinds: list[str]) -> list[list[SupportRule]]:
    """Those of each kind that the site shows."""
    rules = shown(RULES(kinds))
    return [[rule for rule in rules if rule.kind == kind] for kind in kinds]


class RulesBlock(LiveBlock):
    """Grounds, stages or forms of work, region by region: each region sets its own."""

    title = blocks.CharBlock(label=_("Заголовок"), max_length=160)
    kind = blocks.ChoiceBlock(label=_("Что показать"), choices=SupportRule.Kind.choices, default=SupportRule.Kind.STAGE)

    read = staticmethod(rules_of)

    def asked(self, value) -> str:
        return value["kind"]

    class Meta:
        icon = "tasks"
        label = _("Правила по регионам (из справочника)")
        template = "blocks/rules.html"


def where(**options) -> RecordKeyBlock:
    return RecordKeyBlock("services_directory.Territory", label=_("Где"), required=False, **options)


def kind_of_help() -> RecordKeyBlock:
    return RecordKeyBlock("services_directory.HelpKind", label=_("Вид помощи"), required=False)


def for_whom() -> RecordKeyBlock:
    return RecordKeyBlock("services_directory.FamilyCategory", label=_("Для каких семей"), required=False)


def how_many() -> blocks.IntegerBlock:
    return blocks.IntegerBlock(label=_("Сколько показать"), default=Asked.most, min_value=1, max_value=20)


class NarrowedBlock(LiveBlock):
    """Records that are narrowed by at least one condition: all of the directory is no answer to anybody."""

    conditions = ("territory", "kind", "category")

    def asked(self, value) -> Asked:
        return Asked.of(value)

    def clean(self, value):
        value = super().clean(value)
        if not any(value.get(name) for name in self.conditions):
            error = ValidationError(_("Выберите хотя бы что-то одно: иначе показать пришлось бы весь справочник."))
            raise blocks.StructBlockValidationError(block_errors={self.conditions[0]: error})
        return value


class WhomToCallBlock(NarrowedBlock):
    title = blocks.CharBlock(label=_("Заголовок"), max_length=160, default=_("Кому звонить"))
    territory = where()
    kind = kind_of_help()
    category = for_whom()
    providers = blocks.ListBlock(
        RecordKeyBlock("services_directory.Provider", label=_("Организация")),
        label=_("Или только эти организации"),
        default=[],
    )
    most = how_many()

    conditions = ("territory", "kind", "category", "providers")
    read = staticmethod(contacts.read)

    class Meta:
        icon = "mobile-alt"
        label = _("Кому звонить (из справочника)")
        description = _("Телефоны и часы организаций, как они стоят в справочнике сейчас")
        template = "blocks/whom_to_call.html"


class ContactBlock(LiveBlock):
    provider = RecordKeyBlock("services_directory.Provider", label=_("Организация"))
    note = blocks.CharBlock(label=_("С чем сюда идти"), max_length=300, required=False)

    read = staticmethod(contacts.read)

    def asked(self, value) -> Asked:
        return Asked(named=(value["provider"].pk,) if value["provider"] else (0,), most=1)

    class Meta:
        icon = "home"
        label = _("Контакты организации (из справочника)")
        description = _("Все места приёма одной организации: адрес, телефоны, часы")
        template = "blocks/contact.html"


class ServicesBlock(NarrowedBlock):
    title = blocks.CharBlock(label=_("Заголовок"), max_length=160, default=_("Какие услуги есть"))
    territory = where()
    kind = kind_of_help()
    category = for_whom()
    most = how_many()

    read = staticmethod(offers.read)

    class Meta:
        icon = "list-ul"
        label = _("Услуги (из справочника)")
        description = _("Первые несколько услуг, сколько их всего и ссылка на весь список")
        template = "blocks/services.html"


class MeasureBlock(LiveBlock):
    measure = RecordKeyBlock("measures.Measure", label=_("Мероприятие"))
    note = blocks.CharBlock(label=_("Почему оно важно здесь"), max_length=300, required=False)

    read = staticmethod(promises.read)

    def asked(self, value) -> Asked:
        return Asked(named=(value["measure"].pk,) if value["measure"] else ())

    class Meta:
        icon = "tasks"
        label = _("Мероприятие программы (из программ)")
        description = _("Что обещано, сколько стоит и на чём стоит сейчас")
        template = "blocks/measure.html"


class SectionBodyBlock(BodyBlock):
    whom_to_call = WhomToCallBlock()
    contact = ContactBlock()
    services = ServicesBlock()
    measure = MeasureBlock()
    levels = LevelsBlock()
    categories = CategoriesBlock()
    kinds = KindsBlock()
    rules = RulesBlock()
