"""Load institutions, the practices they use and the services they give."""

from pathlib import Path

from django.utils.translation import gettext as _

from portal.loading import Children, Report, Row, keyed, read_csv, read_yaml, upsert

from ..models import Location, Practice, Provider, Service
from .known import Known, texts


def load_providers(report: Report, files: Path, known: Known) -> None:
    for slug, row in keyed(read_csv(files / "providers.csv")).items():
        values = {
            "name": row.text("name"),
            "kind": row.choice("kind", Provider.Kind),
            "territory": known.territory(row),
            "part_of": row.pick("part_of", known.providers, _("организация должна стоять выше в файле"), None),
            "ownership": row.choice("ownership", Provider.Ownership, Provider.Ownership.UNKNOWN),
            **texts(row, "full_name", "legal_form", "summary", "synonyms", "note"),
            **known.source(row),
        }
        known.providers[slug] = upsert(report, Provider, key={"slug": slug}, values=values, row=row)
        row.finish()


def load_locations(report: Report, files: Path, known: Known) -> None:
    for row in read_csv(files / "locations.csv"):
        phone = {"number": row.text("phone"), "purpose": row.text("purpose", "")}
        upsert(
            report,
            Location,
            key={"provider": known.provider(row), "name": row.text("name")},
            values={"territory": known.territory(row)},
            children={"phones": Children([phone])},
            row=row,
        )
        row.finish()


def load_practices(report: Report, files: Path, known: Known) -> None:
    known.sites = sites = _read_sites(files, known)
    for region in read_yaml(files / "practices.yaml"):
        note = region.text("note", "")
        for row in region.rows("practices"):
            slug = row.text("slug")
            values = {
                "territory": known.territory(region),
                "number": row.integer("number", None),
                "name": row.text("name"),
                "note": " ".join(filter(None, [row.text("note", ""), note])),
                **texts(row, "official_name", "summary", "audience"),
                **known.source(row, region),
            }
            users = [{"provider": provider} for provider in sites.get(slug, [])]
            known.practices[slug] = upsert(
                report,
                Practice,
                key={"slug": slug},
                values=values,
                children={"sites": Children(users, key=("provider",))},
                links={"categories": known.family_categories(row)},
                row=row,
            )
            row.finish()
        region.finish()


def _read_sites(files: Path, known: Known) -> dict[str, list[Provider]]:
    sites: dict[str, list[Provider]] = {}
    for row in read_csv(files / "practice_sites.csv"):
        sites.setdefault(row.text("practice"), []).append(known.provider(row))
        row.finish()
    return sites


def load_services(report: Report, files: Path, known: Known) -> None:
    for row in read_yaml(files / "services.yaml"):
        practice = row.pick("practice", known.practices, _("практика"), None)
        if "every_site_of" in row:
            practice = row.pick("every_site_of", known.practices, _("практика"))
            for provider in known.sites[practice.slug]:
                _load_service(report, known, row, provider, practice, f"{row.text('slug')}-{provider.slug}")
        else:
            _load_service(report, known, row, known.provider(row), practice, row.text("slug"))
        row.finish()


def _load_service(report: Report, known: Known, row: Row, provider: Provider, practice: Practice | None, slug: str):
    upsert(
        report,
        Service,
        key={"slug": slug},
        values={
            "provider": provider,
            "kind": row.pick("kind", known.kinds, _("вид помощи")),
            "form": row.pick("form", known.forms, _("форма обслуживания"), None),
            "name": row.text("name"),
            "age_from": row.integer("age_from", None),
            "age_to": row.integer("age_to", None),
            "price": row.choice("price", Service.Price, Service.Price.UNKNOWN),
            **texts(row, "summary", "description", "eligibility", "residence", "term", "price_note", "synonyms"),
            **known.source(row),
        },
        children={"steps": Children([{"text": text} for text in row.texts("steps")])},
        links={
            "categories": known.family_categories(row),
            "practices": [practice] if practice else [],
            "locations": list(provider.locations.all()),
        },
        row=row,
    )
