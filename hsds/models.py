"""What the open data keep beside the records: when each last changed, and which services are given where.

Triggers of the database write both (migration 0002), so an import, a command and an editor all count alike, and a draft
does not count. Nothing here is edited by people, and nothing refers to the records by a foreign key.
"""

from django.db import models


class Stamp(models.Model):
    """When what the public may read of a record last changed: of itself and of all that is shown with it."""

    class Kind(models.TextChoices):
        SERVICE = "service"
        PROVIDER = "provider"
        # A word of the taxonomies, or a territory: many records show it, and none of them changes with it.
        WORD = "word"

    kind = models.CharField(max_length=8, choices=Kind)
    object_id = models.BigIntegerField()
    table = models.CharField(max_length=40, default="", help_text="Of a word: ids are unique within a table")
    is_public = models.BooleanField()
    modified = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="stamp_unique", fields=["kind", "table", "object_id"])]
        indexes = [
            # Counting all and skipping to a far page read this index alone.
            models.Index(name="stamp_public", fields=["kind", "object_id"], condition=models.Q(is_public=True)),
            models.Index(name="stamp_modified", fields=["kind", "modified", "object_id"]),
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id}"


class Site(models.Model):
    """A public service at a public place: `service_at_location` of the standard."""

    uuid = models.UUIDField(primary_key=True)
    service_id = models.BigIntegerField()
    location_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="site_unique", fields=["service_id", "location_id"])]
        indexes = [models.Index(name="site_location", fields=["location_id", "service_id"])]

    def __str__(self):
        return str(self.uuid)
