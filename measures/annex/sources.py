"""Whose money, by the words that annexes have for it. Pure."""

import re

# The codes are those of FundingSource. «Бюджетные средства» and «бюджет Казани» do not say whose they are.
SOURCES = {
    "federal": re.compile(r"федеральн|\bфед\.\s?б|\bфб\b|бюджет\w* (?:рф\b|росси)", re.I),
    "fund": re.compile(r"фонд|грант", re.I),
    "municipal": re.compile(
        r"муницип|местн\w* бюджет|\b(?:мест|местн|мун)\.\s?бюдж"
        r"|бюджет\w* (?:город|г\.|район|поселен|мо\b)|(?:районн|городск)\w* бюджет|\bмб\b",
        re.I,
    ),
    "attracted": re.compile(
        r"привлеч|внебюдж|иные|иных|(?:прочие|другие) источник|физическ\w* лиц|спонсор|благотвор"
        r"|собственн\w* средств|нко|юридическ"
        r"|\bв(?:бс|бф?|и)\b",
        re.I,
    ),
    "regional_budget": re.compile(
        r"областн|республиканск|краев\w+ бюджет|окружн|региональн|\b(?:[орк]|обл)б\b"
        r"|\b(?:обл|респ|кр|окр|рег)\.\s?бюдж|бюджет\w* (?:хмао|янао)",
        re.I,
    ),
}
# Whose budget stands after it; «бюджеты муниципальных образований области» are none of the region.
OF_REGION = re.compile(
    r"бюджет\w*\s+(?:\w+\s+){0,2}(?:област|кра[яй]|округ|республик|субъект|регион)"
    r"|бюджет\w* (?:[а-яё-]+ой|[а-яё-]+ого) (?:области|края)",
    re.I,
)
# Cities that are regions.
OF_CITY = re.compile(r"бюджет\w* (?:г\.\s?|город\w* )?(?:москв|санкт-петербург|севастопол)", re.I)
# Funds of the state and of regions, and such as give grants to organisations: none is the Fund.
OF_NOBODY = re.compile(
    r"внебюджетн\w* фонд|социальн\w* фонд|\bсфр\b|(?:резервн|дорожн|целев|президентск)\w* фонд|президентск\w* грант"
    r"|пенсионн|страхован|\bомс\b|\bфсс\b|консолидирован(?!\w*\s+бюджет\w*\s+(?:муницип|мо\b))",
    re.I,
)
# «…, предусмотренные законом области об областном бюджете»: a law, and no budget.
LAW = re.compile(r"закон\w*\s.*?\bо(?:б)?\s+\S*\s*бюджет\w*", re.I)
# Words that a label of nothing but a source may have beside those above.
LABEL = re.compile(
    r"^[\s\-–—•:]*(?:(?:в том числе|из них|в т\.\s?ч\.?)[\s:,–—-]*)?"
    r"(?:за сч[её]т\s+)?(?:средств\w*\s+)?(?:из\s+)?[\w\s«»\"().,/-]{0,60}?"
    r"(?:бюджет|источник|\bсредств|фонд|грант|(?:юрид|физ)ическ\w* лиц|\b(?:[форкм]|обл)б\b|\bв(?:б[сф]?|и)\b)"
    r"[\w\s«»\"().,/-]{0,80}[\s:;,-]*$",
    re.I,
)
LONGEST_LABEL = 110


def source_of(words: str) -> str:
    """The code of the source that the words name; empty where they name none, or more than one."""
    words = LAW.sub("", words)
    found = {code for code, pattern in SOURCES.items() if pattern.search(words)}
    if OF_CITY.search(words):
        found = found - {"municipal"} | {"regional_budget"}
    if "municipal" not in found and OF_REGION.search(words):
        found.add("regional_budget")
    return found.pop() if len(found) == 1 and not OF_NOBODY.search(words) else ""


def names_source(words: str) -> bool:
    """Whether the words are a label of money and nothing else: «средства областного бюджета»."""
    return len(words) < LONGEST_LABEL and bool(LABEL.match(words)) and (bool(source_of(words)) or "бюджет" in words)
