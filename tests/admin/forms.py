"""The fields of an edit form as a browser would send them back."""

from bs4 import BeautifulSoup


def fields_of(response) -> dict:
    """What the page's main form holds, the longest one; files and buttons are left out."""
    forms = BeautifulSoup(response.content, "html.parser").select("form")
    form = max(forms, key=lambda form: len(form.select("[name]")))
    fields: dict = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        if "__prefix__" in field["name"] or field.get("type") in ("submit", "file"):
            continue
        for value in values_of(field):
            fields.setdefault(field["name"], []).append(value)
    return fields


def values_of(field) -> list[str]:
    if field.name == "select":
        return [option["value"] for option in field.select("option[selected]")]
    if field.name == "textarea":
        return [field.get_text().removeprefix("\n")]
    if field.get("type") in ("checkbox", "radio"):
        return [field.get("value", "on")] if field.has_attr("checked") else []
    return [field.get("value", "")]
