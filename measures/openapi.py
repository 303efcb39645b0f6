"""What the data of programmes look like, in the words of OpenAPI 3.1. The portal's own document takes these in."""

from django.utils.functional import keep_lazy_text
from django.utils.translation import gettext_lazy as _

from .models import Stage, Status
from .offered import TABLES
from .values import Said

ROUBLES = {"type": "string", "pattern": r"^-?\d+\.\d{2}$", "examples": ["1000000.00"], "description": _("Рубли, точно")}
ROUBLES_OR_NOTHING = {**ROUBLES, "type": ["string", "null"]}
TEXT = {"type": "string"}
TEXT_OR_NOTHING = {"type": ["string", "null"]}
YEAR_OR_NOTHING = {"type": ["integer", "null"], "minimum": 1991, "maximum": 2100}
SUMS = {"type": "object", "additionalProperties": ROUBLES_OR_NOTHING}


def record(description, properties: dict, optional: tuple[str, ...] = ()) -> dict:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "description": description, "properties": properties, "required": required}


def many(schema: str) -> dict:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{schema}"}}


STAGE = {"type": "string", "enum": Stage.values}
STATUS = {"type": "string", "enum": Status.values}

SCHEMAS = {
    "ProgrammeData": record(
        _("Одна программа целиком: обещанное, деньги, показатели и сверка с актом"),
        {
            "programme": {"$ref": "#/components/schemas/ProgrammeHead"},
            "sources": {
                "type": "object",
                "additionalProperties": TEXT,
                "description": _("Источники денег: название по коду"),
            },
            "measures": many("ProgrammeMeasure"),
            "indicators": many("ProgrammeIndicator"),
            "totals": {"$ref": "#/components/schemas/ProgrammeTotals"},
            "source_notes": many("ProgrammeSourceNote"),
        },
    ),
    "ProgrammeHead": record(_("Программа"), {"slug": TEXT, "title": TEXT, "act": TEXT_OR_NOTHING, "period": TEXT}),
    "ProgrammeMeasure": record(
        _("Мероприятие или пункт медиаплана"),
        {
            "kind": {"type": "string", "enum": ["measure", "media-plan-item"]},
            "number": TEXT,
            "title": TEXT,
            "direction": TEXT_OR_NOTHING,
            "direction_number": TEXT_OR_NOTHING,
            "status": STATUS,
            "executors": {"type": "array", "items": TEXT},
            "period": {**TEXT, "description": _("Срок, как в акте")},
            "budget": many("ProgrammeBudgetLine"),
            "stated": {**ROUBLES_OR_NOTHING, "description": _("Итог мероприятия в самом акте; null: акт молчит")},
        },
    ),
    "ProgrammeBudgetLine": record(
        _("Ячейка бюджета. Чего акт не называет, того здесь нет; ноль — это названный ноль"),
        {
            "year": {**YEAR_OR_NOTHING, "description": _("null: акт не делит деньги по годам")},
            "source": {**TEXT, "description": _("Код источника денег")},
            "stage": STAGE,
            "amount": {**ROUBLES_OR_NOTHING, "description": _("null: деньги не требуются")},
            "not_required": {"type": "boolean"},
        },
        optional=("not_required",),
    ),
    "ProgrammeIndicator": record(
        _("Показатель; parent — номер показателя, частью которого он служит"),
        {
            "number": TEXT,
            "parent": TEXT_OR_NOTHING,
            "name": TEXT,
            "unit": TEXT,
            "values": many("ProgrammeIndicatorValue"),
        },
    ),
    "ProgrammeIndicatorValue": record(
        _("Значение показателя за период"),
        {
            "period": {"type": "string", "pattern": r"^(baseline|end|\d{4})$"},
            "kind": {"type": "string", "enum": ["plan", "fact"]},
            "value": {
                "type": ["number", "string", "null"],
                "description": _("Число, «да» или «нет»; null: числа нет, а почему — в state"),
            },
            "state": {
                "type": "string",
                "enum": [Said.VALUE.value, Said.DASH.value, Said.NOT_MEASURED.value],
                "description": _("dash: в акте «-»; not-measured: не измеряется. Чего не внесли, того в списке нет"),
            },
        },
    ),
    "ProgrammeTotals": record(
        _("Суммы, посчитанные по строкам, и итоги, названные в акте"),
        {
            "total": ROUBLES_OR_NOTHING,
            "state": {
                "type": "string",
                "enum": ["amount", "absent", "not-required"],
                "description": _("Сумма известна; ничего не сказано; деньги не требуются"),
            },
            "partial": {"type": "boolean", "description": _("Итог — только известная часть: об остальном акт молчит")},
            "silent_measures": {"type": "integer", "description": _("О деньгах скольких мероприятий акт молчит")},
            "by_year": {
                **SUMS,
                "description": _(
                    "not_split: акт не делит деньги по годам; null: деньги не требуются; нет ключа: нет данных"
                ),
            },
            "by_source": SUMS,
            "stated": {"type": "array", "items": {"type": "object"}},
            "differences": {
                "type": "array",
                "items": {"type": "object"},
                "description": _(
                    "kind=sum: сумма не равна итогу акта; outside-term: деньги вне срока мероприятия; "
                    "twice: итог назван дважды по-разному; parts: части не складываются в целое; "
                    "spent: израсходовано больше плана; "
                    "silent-year: о годе срока акт молчит"
                ),
            },
        },
    ),
    "ProgrammeSourceNote": record(
        _("Противоречие или пробел в самом акте"),
        {"measure": TEXT_OR_NOTHING, "indicator": TEXT_OR_NOTHING, "text": TEXT},
    ),
}


@keep_lazy_text
def one_of(words, choices: tuple[tuple[str, str], ...]) -> str:
    """A parameter's meaning with all that it may be: «Вид события: `seminar` — семинар; …», codes as CommonMark, which
    descriptions of OpenAPI are."""
    return f"{words}: {'; '.join(f'`{value}` — {label}' for value, label in choices)}"


SLUG = {
    "name": "slug",
    "in": "path",
    "required": True,
    "description": _("Программа, как в адресе её страницы: `yugra-2016-2017`"),
    "schema": TEXT,
    "examples": {"yugra": {"value": "yugra-2016-2017"}},
}


def download(summary, content: dict) -> dict:
    return {
        "get": {
            "summary": summary,
            "tags": ["programmes"],
            "parameters": [SLUG],
            "responses": {
                "200": {
                    "description": _("Программа целиком. Ответ можно хранить; ETag меняется с данными"),
                    "content": content,
                },
                "304": {"description": _("Не изменилось с того ETag, который вы прислали")},
                "404": {"description": _("Такой опубликованной программы нет")},
            },
        }
    }


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BINARY = {"schema": {**TEXT, "format": "binary"}}


def table_paths(table) -> dict:
    """A table of a programme: JSON, and the same rows as CSV and XLSX."""
    record_of = {
        "type": "object",
        "properties": {name: {"description": label} for name, label in table.columns.items()},
    }
    rows = {"type": "object", "properties": {table.name: {"type": "array", "items": record_of}}}
    contents = {
        "json": {"application/json": {"schema": rows}},
        "csv": {"text/csv": {"schema": TEXT}},
        "xlsx": {XLSX: BINARY},
    }
    return {f"/programmes/{{slug}}/{table.name}.{kind}": download(table.title, contents[kind]) for kind in contents}


def feed(summary, parameters: list) -> dict:
    found = download(summary, {"application/atom+xml": {"schema": TEXT}})
    found["get"]["parameters"] = parameters
    return found


NUMBER = {
    "name": "number",
    "in": "path",
    "required": True,
    "description": _("Номер мероприятия в программе: `1.1`"),
    "schema": TEXT,
    "examples": {"first": {"value": "1.1"}},
}

PATHS = {
    "/programmes/{slug}/data.json": download(
        _("Программа: мероприятия, деньги, показатели, сверка"),
        {"application/json": {"schema": {"$ref": "#/components/schemas/ProgrammeData"}}},
    ),
    "/programmes/{slug}/data.csv": download(
        _("Строка на каждую ячейку бюджета; столбцы названы, как поля JSON"), {"text/csv": {"schema": TEXT}}
    ),
    "/programmes/{slug}/data.xlsx": download(
        _("Листы: мероприятия, деньги, показатели, итоги живыми формулами"), {XLSX: BINARY}
    ),
    "/programmes/{slug}/report.pdf": download(
        _("Отчёт о ходе программы: документ, который подписывают и отправляют"), {"application/pdf": BINARY}
    ),
    "/programmes/{slug}/feed.xml": feed(_("Что изменилось в программе: лента Atom, последние 40 изменений"), [SLUG]),
    "/programmes/{slug}/{number}/feed.xml": feed(_("Что изменилось в мероприятии: лента Atom"), [SLUG, NUMBER]),
    **{path: item for table in TABLES.values() for path, item in table_paths(table).items()},
}
