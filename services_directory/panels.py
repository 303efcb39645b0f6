"""What the forms of the directory ask, in the order in which a person would answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from portal import phones
from portal.choosing import RecordPicker
from portal.editing import RecordForm, ReservedFieldPanel, name_panel, slug_panel
from portal.formatting import plain
from services_directory.models import Location, Practice
from services_directory.ownership import own_providers
from services_directory.place_panels import also_serves, closing, hours

# Whoever may change any institution may change what an institution may not change of itself.
EDITORS = "services_directory.change_provider"


def reserved(field: str, **options) -> ReservedFieldPanel:
    return ReservedFieldPanel(field, permission=EDITORS, **options)


def source(panel=FieldPanel) -> MultiFieldPanel:
    return MultiFieldPanel(
        [panel("source_act"), panel("source_place")],
        heading=_("Источник"),
        help_text=_("Из какого акта взяты сведения"),
    )


def publishing() -> PublishingPanel:
    """When to publish and when to hide: for the portal's editors."""
    panel = PublishingPanel()
    for field in panel.children:
        field.permission = EDITORS
    return panel


SOURCE, RESERVED_SOURCE = source(), source(reserved)
VERIFICATION = MultiFieldPanel(
    [FieldRowPanel([reserved("verified_on"), reserved("next_review_on")]), reserved("verified_by")],
    heading=_("Проверка"),
    help_text=_("Заполняет тот, кто сверил запись с действительностью. Правка текста проверкой не считается."),
)
TICKS = forms.CheckboxSelectMultiple


class InstitutionRecordForm(RecordForm):
    """Of a record of an institution: its own people add it to theirs, and hand it to nobody."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.for_user and not self.for_user.has_perm(EDITORS):
            self.keep_to_own()

    def keep_to_own(self):
        if self.instance.pk and not getattr(self.instance, "is_copy", False):
            del self.fields["provider"]
        else:
            provider = self.fields["provider"]
            provider.queryset = provider.queryset.filter(pk__in=own_providers(self.for_user))


class PhoneForm(WagtailAdminModelForm):
    """Shows a phone as the site does, and learns from how it is written where the code of its town ends."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.number:
            self.initial["number"] = plain(self.instance.spelt)

    def clean(self):
        cleaned = super().clean()
        if "number" in cleaned and (spelt := phones.read(self["number"].data or "")):
            self.instance.code_length = spelt.code_length
        return cleaned


class PhonesPanel(InlinePanel):
    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = PhoneForm
        return options


class LocationForm(InstitutionRecordForm):
    """Tick boxes for the array of access features."""

    access = forms.MultipleChoiceField(
        label=_("Доступность"), choices=Location.Access.choices, required=False, widget=TICKS
    )


class ServiceForm(InstitutionRecordForm):
    def clean(self):
        cleaned = super().clean()
        provider, places = cleaned.get("provider"), cleaned.get("locations")
        owner = provider.pk if provider else self.instance.provider_id
        if owner and places and any(place.provider_id != owner for place in places):
            self.add_error("locations", ValidationError(_("Эти места другой организации: отметьте места выбранной.")))
        return cleaned


provider_panels = TabbedInterface(
    [
        ObjectList(
            [
                name_panel(),
                FieldPanel("full_name"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("territory")]),
                also_serves(),
                FieldPanel("summary"),
                FieldPanel("website"),
                reserved("part_of"),
                FieldPanel("synonyms", help_text=_("Через запятую: сокращения и прежние названия. По ним ищут")),
                slug_panel(EDITORS),
            ],
            heading=_("Организация"),
        ),
        ObjectList(
            [HelpPanel(template="services_directory/admin/provider_places.html", heading=_("Где принимает"))],
            heading=_("Места и услуги"),
        ),
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldRowPanel([reserved("register_number"), reserved("registered_on")]),
                        FieldRowPanel([FieldPanel("legal_form"), FieldPanel("ownership")]),
                        FieldPanel("state_registered_on"),
                        FieldRowPanel([FieldPanel("inn"), FieldPanel("ogrn")]),
                        reserved("founder"),
                        FieldPanel(
                            "head", help_text=_("Должность; фамилию — только если её публикует сама организация")
                        ),
                    ],
                    heading=_("Реестр поставщиков"),
                    help_text=_("Что требует статья 25 закона № 442-ФЗ"),
                ),
                InlinePanel("licences", heading=_("Лицензии"), label=_("лицензия")),
                InlinePanel("inspections", heading=_("Проверки"), label=_("проверка")),
            ],
            heading=_("Реестр"),
        ),
        ObjectList(
            [
                InlinePanel(
                    "disclosures",
                    heading=_("Сведения по статье 13"),
                    label=_("сведения"),
                    help_text=_("Что организация обязана публиковать на своём сайте за десять рабочих дней"),
                )
            ],
            heading=_("Открытость"),
        ),
        ObjectList([RESERVED_SOURCE, reserved("note"), VERIFICATION, publishing()], heading=_("Откуда сведения")),
    ],
    base_form_class=RecordForm,
)

location_panels = TabbedInterface(
    [
        ObjectList(
            [
                ReservedFieldPanel("provider"),
                FieldPanel("name"),
                MultiFieldPanel(
                    [
                        FieldPanel("territory"),
                        FieldPanel("address"),
                        FieldPanel("address_is_confidential"),
                        FieldPanel("directions"),
                        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                    ],
                    heading=_("Адрес"),
                ),
                PhonesPanel(
                    "phones",
                    panels=["number", "extension", "purpose", "hours"],
                    heading=_("Телефоны"),
                    label=_("телефон"),
                ),
                FieldPanel("email"),
            ],
            heading=_("Адрес и телефоны"),
        ),
        ObjectList(
            [
                *hours(),
                FieldPanel("access"),
                publishing(),
            ],
            heading=_("Часы и доступность"),
        ),
    ],
    base_form_class=LocationForm,
)

service_panels = TabbedInterface(
    [
        ObjectList(
            [
                name_panel(),
                ReservedFieldPanel("provider"),
                FieldPanel(
                    "locations",
                    widget=RecordPicker(Location, provider_field="id_provider"),
                    help_text=_("Места выбранной организации"),
                ),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("form", widget=forms.Select)]),
                FieldPanel("summary", help_text=_("Одна фраза: её видно в списке")),
                FieldPanel("description"),
                FieldPanel("practices", widget=RecordPicker(Practice)),
                FieldPanel("synonyms", help_text=_("Через запятую, словами семей. По ним ищут")),
                slug_panel(EDITORS),
            ],
            heading=_("Услуга"),
        ),
        ObjectList(
            [
                FieldPanel("categories", widget=TICKS),
                FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to")]),
                FieldPanel("residence"),
                also_serves(),
                FieldPanel("eligibility"),
            ],
            heading=_("Кому"),
        ),
        ObjectList(
            [
                InlinePanel("steps", heading=_("Шаги"), label=_("шаг")),
                InlinePanel("documents", heading=_("Документы"), label=_("документ")),
                FieldPanel("term"),
                MultiFieldPanel([FieldPanel("price"), FieldPanel("price_note")], heading=_("Цена")),
                InlinePanel("tariffs", heading=_("Тарифы"), label=_("тариф")),
                MultiFieldPanel(
                    [
                        FieldRowPanel(
                            [FieldPanel("places_total"), FieldPanel("places_free"), FieldPanel("places_as_of")]
                        ),
                        FieldPanel("places_note"),
                    ],
                    heading=_("Места"),
                ),
                closing(),
            ],
            heading=_("Как получить"),
        ),
        ObjectList([RESERVED_SOURCE, VERIFICATION, publishing()], heading=_("Откуда сведения")),
    ],
    base_form_class=ServiceForm,
)

category_panels = ObjectList(
    [
        name_panel(),
        FieldPanel("summary"),
        FieldPanel("synonyms"),
        InlinePanel("wordings", heading=_("Как называют акты"), label=_("формулировка")),
        FieldPanel("note"),
        FieldRowPanel([slug_panel(), FieldPanel("position")]),
        PublishingPanel(),
    ],
    base_form_class=RecordForm,
)

help_kind_panels = ObjectList(
    [
        name_panel(),
        FieldRowPanel([FieldPanel("branch"), FieldPanel("parent")]),
        FieldPanel("summary"),
        FieldPanel("synonyms"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("position")]),
        slug_panel(),
        SOURCE,
    ],
    base_form_class=RecordForm,
)

service_form_panels = ObjectList(
    [name_panel(), FieldPanel("summary"), FieldRowPanel([slug_panel(), FieldPanel("position")])],
    base_form_class=RecordForm,
)

support_level_panels = ObjectList(
    [
        name_panel(),
        FieldPanel("name_note"),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("months"), FieldPanel("families_per_specialist")]),
        InlinePanel("signs", heading=_("Когда назначают"), label=_("ситуация")),
        FieldRowPanel([slug_panel(), FieldPanel("position")]),
        SOURCE,
    ],
    base_form_class=RecordForm,
)

support_rule_panels = ObjectList(
    [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("territory"), FieldPanel("position")]),
        FieldPanel("text"),
        FieldPanel("deadline"),
        SOURCE,
    ],
    base_form_class=RecordForm,
)

territory_panels = ObjectList(
    [
        name_panel(),
        FieldPanel("short_name"),
        FieldRowPanel([FieldPanel("level"), FieldPanel("parent")]),
        FieldRowPanel([FieldPanel("oktmo"), FieldPanel("time_zone")]),
        FieldPanel("is_fictional"),
        slug_panel(),
    ],
    base_form_class=RecordForm,
)

calendar_day_panels = ObjectList(
    [FieldPanel("date"), FieldPanel("is_day_off"), FieldPanel("note")], base_form_class=RecordForm
)
