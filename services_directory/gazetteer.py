"""Names of settlements as people type them. Pure."""

import re

# What may stand before a name: «г. Муром», «посёлок Берёзовый».
KIND_WORDS = re.compile(
    r"^(г|гор|город|п|пос|посёлок|поселок|пгт|рп|с|село|д|дер|деревня|х|хутор|ст|станция|станица)[. ]\s*", re.IGNORECASE
)


def key(name: str) -> str:
    """The same for «Берёзовый», «п. Березовый» and « БЕРЕЗОВЫЙ »; empty where there is no name."""
    bare = KIND_WORDS.sub("", name.strip())
    return " ".join(re.split(r"[\s\-\u2010-\u2015]+", bare.lower().replace("ё", "е"))).strip(" .,")
