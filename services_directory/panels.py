"""What the forms of the directory ask, in the order in which a person would answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from portal.choosing import RecordPicker
from portal.editing import RecordForm, name_panel, slug_panel
from services_directory.models import Location, Practice
from services_directory.place_panels import also_serves, closing, hours

SOURCE = MultiFieldPanel(
    [FieldPanel("source_act"), FieldPanel("source_place")],
    heading=_("Источник"),
    help_text=_("Из какого акта взяты сведения"),
)
VERIFICATION = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("verified_on"), FieldPanel("next_review_on")]), FieldPanel("verified_by")],
    heading=_("Проверка"),
    help_text=_("Заполняет тот, кто сверил запись с действительностью. Правка текста проверкой не считается."),
)
TICKS = forms.CheckboxSelectMultiple


class LocationForm(RecordForm):
    """Tick boxes for the array of access features."""

    access = forms.MultipleChoiceField(
        label=_("доступность"), choices=Location.Access.choices, required=False, widget=TICKS
    )


class ServiceForm(RecordForm):
    def clean(self):
        cleaned = super().clean()
        provider, places = cleaned.get("provider"), cleaned.get("locations")
        if provider and places and any(place.provider_id != provider.pk for place in places):
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
                FieldPanel("part_of"),
                FieldPanel("synonyms", help_text=_("Через запятую: сокращения и прежние названия. По ним ищут")),
                slug_panel(),
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
                        FieldRowPanel([FieldPanel("register_number"), FieldPanel("registered_on")]),
                        FieldRowPanel([FieldPanel("legal_form"), FieldPanel("ownership")]),
                        FieldRowPanel([FieldPanel("inn"), FieldPanel("ogrn")]),
                        FieldPanel("founder"),
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
        ObjectList([SOURCE, FieldPanel("note"), VERIFICATION, PublishingPanel()], heading=_("Откуда сведения")),
    ],
    base_form_class=RecordForm,
)

location_panels = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("provider"),
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
                InlinePanel("phones", heading=_("Телефоны"), label=_("телефон")),
                FieldPanel("email"),
            ],
            heading=_("Адрес и телефоны"),
        ),
        ObjectList(
            [
                *hours(),
                FieldPanel("access"),
                PublishingPanel(),
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
                FieldPanel("provider"),
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
                slug_panel(),
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
        ObjectList([SOURCE, VERIFICATION, PublishingPanel()], heading=_("Откуда сведения")),
    ],
    base_form_class=ServiceForm,
)

practice_panels = TabbedInterface(
    [
        ObjectList(
            [
                name_panel(),
                FieldPanel("official_name"),
                FieldRowPanel([FieldPanel("territory"), FieldPanel("number")]),
                FieldPanel("summary"),
                FieldPanel("audience"),
                FieldPanel("categories", widget=TICKS),
                slug_panel(),
            ],
            heading=_("Практика"),
        ),
        ObjectList(
            [MultipleChooserPanel("sites", "provider", heading=_("Где работает"), label=_("организация"))],
            heading=_("Где работает"),
        ),
        ObjectList([SOURCE, FieldPanel("note"), PublishingPanel()], heading=_("Откуда сведения")),
    ],
    base_form_class=RecordForm,
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
