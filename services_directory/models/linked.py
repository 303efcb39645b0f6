"""Records of other apps that point here. The directory imports none of them."""


def published_measures(record) -> list:
    """Public measures that name this record. A record that is not saved yet has none."""
    return list(record.measures.published().select_related("programme")) if record.pk else []


def live(records) -> list:
    """Those of the records that are published: drafts of linked records stay hidden."""
    return [record for record in records if record.live]
