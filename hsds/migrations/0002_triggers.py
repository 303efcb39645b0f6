"""Keep stamps and sites in step with the directory, whoever writes to it."""

from django.db import migrations

DIRECTORY = "services_directory_"
# A draft, its approval and its dates are the editors' own: the public sees nothing of them.
OWN = "{latest_revision_id,live_revision_id,has_unpublished_changes,first_published_at,last_published_at,go_live_at,expire_at,expired}"  # noqa: E501

# The same pair has the same number in every copy of the data: a UUID of version 3, from both numbers.
SITE_UUID = """
CREATE FUNCTION hsds_site_uuid(service uuid, location uuid) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (left(hash, 12) || '3' || substr(hash, 14, 3) || '8' || substr(hash, 18))::uuid
    FROM md5(service::text || '/' || location::text) AS hash
$$
"""
# A service is given at the places that it names, or at all places of its provider where it names none.
SITES = """
CREATE FUNCTION hsds_sites(service_ids bigint[]) RETURNS TABLE (uuid uuid, service_id bigint, location_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT hsds_site_uuid(service.uuid, location.uuid), service.id, location.id
    FROM services_directory_service AS service
    JOIN services_directory_provider AS provider ON provider.id = service.provider_id AND provider.live
    CROSS JOIN LATERAL (
        SELECT named.location_id AS id
        FROM services_directory_service_locations AS named WHERE named.service_id = service.id
        UNION ALL
        SELECT own.id FROM services_directory_location AS own
        WHERE own.provider_id = service.provider_id AND NOT EXISTS (
            SELECT FROM services_directory_service_locations AS named WHERE named.service_id = service.id
        )
    ) AS place
    JOIN services_directory_location AS location ON location.id = place.id AND location.live
    JOIN services_directory_provider AS host ON host.id = location.provider_id AND host.live
    WHERE service.live AND service.id = ANY(service_ids)
$$
"""
# `holders` are providers that only count one service more or less. Rows are written in the order of their ids, so that
# two writers wait for each other and never both; what this transaction has stamped already is left alone.
REFRESH = """
CREATE FUNCTION hsds_refresh(provider_ids bigint[], service_ids bigint[], location_ids bigint[], holders bigint[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    provider_ids := ARRAY(
        SELECT unnest(provider_ids)
        UNION SELECT provider_id FROM services_directory_location WHERE id = ANY(location_ids)
    );
    service_ids := ARRAY(
        SELECT unnest(service_ids)
        UNION SELECT id FROM services_directory_service WHERE provider_id = ANY(provider_ids)
        UNION SELECT service_id FROM services_directory_service_locations WHERE location_id = ANY(location_ids)
    );
    holders := ARRAY(
        SELECT unnest(holders || provider_ids)
        UNION SELECT provider_id FROM services_directory_service WHERE id = ANY(service_ids)
    );
    DELETE FROM hsds_stamp WHERE kind = 'provider' AND object_id = ANY(holders)
        AND NOT EXISTS (SELECT FROM services_directory_provider WHERE id = object_id);
    DELETE FROM hsds_stamp WHERE kind = 'service' AND object_id = ANY(service_ids)
        AND NOT EXISTS (SELECT FROM services_directory_service WHERE id = object_id);
    INSERT INTO hsds_stamp AS stamp (kind, "table", object_id, is_public, modified)
    SELECT 'provider', '', id, live, now() FROM services_directory_provider WHERE id = ANY(holders)
    UNION ALL
    SELECT 'service', '', service.id, service.live AND provider.live, now()
    FROM services_directory_service AS service
    JOIN services_directory_provider AS provider ON provider.id = service.provider_id
    WHERE service.id = ANY(service_ids)
    ORDER BY 1, 3
    ON CONFLICT (kind, "table", object_id)
    DO UPDATE SET is_public = excluded.is_public, modified = excluded.modified
    WHERE (stamp.is_public, stamp.modified) IS DISTINCT FROM (excluded.is_public, excluded.modified);
    DELETE FROM hsds_site AS site WHERE service_id = ANY(service_ids)
        AND NOT EXISTS (SELECT FROM hsds_sites(service_ids) AS wanted WHERE wanted.uuid = site.uuid);
    INSERT INTO hsds_site (uuid, service_id, location_id)
    SELECT uuid, service_id, location_id FROM hsds_sites(service_ids) ORDER BY uuid ON CONFLICT DO NOTHING;
END
$$
"""
WORD = """
CREATE FUNCTION hsds_word() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM hsds_stamp WHERE kind = 'word' AND "table" = TG_TABLE_NAME AND object_id = OLD.id;
    ELSE
        INSERT INTO hsds_stamp (kind, "table", object_id, is_public, modified)
        VALUES ('word', TG_TABLE_NAME, NEW.id, true, now())
        ON CONFLICT (kind, "table", object_id) DO UPDATE SET modified = excluded.modified;
    END IF;
    RETURN NULL;
END
$$
"""
# Table: (what its changed rows are passed as, the column that names it, further providers who only count).
WATCHED = {
    "provider": ("provider", "id", ""),
    "location": ("location+provider", "id", "provider_id"),
    "phone": ("location", "location_id", ""),
    "openinghours": ("location", "location_id", ""),
    "scheduleexception": ("location", "location_id", ""),
    "provider_also_serves": ("provider", "provider_id", ""),
    "service": ("service", "id", "provider_id"),
    "servicestep": ("service", "service_id", ""),
    "requireddocument": ("service", "service_id", ""),
    "tariff": ("service", "service_id", ""),
    "service_categories": ("service", "service_id", ""),
    "service_locations": ("service", "service_id", ""),
    "service_also_serves": ("service", "service_id", ""),
}
WORDS = ("helpkind", "familycategory", "serviceform", "territory")
EVENTS = {
    "insert": ("NEW TABLE AS added", "SELECT * FROM added"),
    "delete": ("OLD TABLE AS removed", "SELECT * FROM removed"),
    # Both sides of every row that changed in what the public may see.
    "update": (
        "OLD TABLE AS removed NEW TABLE AS added",
        f"""
        SELECT either.* FROM removed JOIN added USING (id)
        CROSS JOIN LATERAL (SELECT removed.* UNION ALL SELECT added.*) AS either
        WHERE to_jsonb(removed) - '{OWN}'::text[] IS DISTINCT FROM to_jsonb(added) - '{OWN}'::text[]
        """,
    ),
}
WATCH = """
CREATE FUNCTION hsds_{table}_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    keys bigint[];
    others bigint[];
BEGIN
    SELECT array_agg(DISTINCT {key}), array_agg(DISTINCT {other}) INTO keys, others FROM ({rows}) AS changed;
    IF keys IS NOT NULL THEN
        PERFORM hsds_refresh({arguments});
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER hsds_watch_{event} AFTER {event} ON {directory}{table}
REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION hsds_{table}_{event}()
"""
UNWATCH = """
DROP TRIGGER IF EXISTS hsds_watch_{event} ON {directory}{table};
DROP FUNCTION IF EXISTS hsds_{table}_{event}()
"""
ARGUMENTS = {
    "provider": "keys, '{}', '{}', '{}'",
    "location": "'{}', '{}', keys, '{}'",
    "location+provider": "others, '{}', keys, '{}'",
    "service": "'{}', keys, '{}', coalesce(others, '{}')",
}
# What is known of the past: when each record was last published; otherwise, now.
FILL = """
SELECT hsds_refresh(ARRAY(SELECT id FROM services_directory_provider), '{}', '{}', '{}');
UPDATE hsds_stamp AS stamp SET modified = least(known.at, stamp.modified)
FROM (
    SELECT service.id, greatest(service.last_published_at, provider.last_published_at, max(location.last_published_at))
    FROM services_directory_service AS service
    JOIN services_directory_provider AS provider ON provider.id = service.provider_id
    LEFT JOIN services_directory_location AS location ON location.provider_id = provider.id
    GROUP BY service.id, provider.id
) AS known (id, at)
WHERE stamp.kind = 'service' AND stamp.object_id = known.id AND known.at IS NOT NULL
"""


def watching(table: str, event: str) -> migrations.RunSQL:
    passed, key, other = WATCHED[table]
    tables, rows = EVENTS[event]
    names = {"table": table, "event": event, "directory": DIRECTORY}
    return migrations.RunSQL(
        WATCH.format(
            **names, key=key, other=other or "NULL::bigint", rows=rows, tables=tables, arguments=ARGUMENTS[passed]
        ),
        UNWATCH.format(**names),
    )


def watching_words(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER hsds_word AFTER INSERT OR UPDATE OR DELETE ON {DIRECTORY}{table} "
        "FOR EACH ROW EXECUTE FUNCTION hsds_word()",
        f"DROP TRIGGER IF EXISTS hsds_word ON {DIRECTORY}{table}",
    )


class Migration(migrations.Migration):
    dependencies = [("hsds", "0001_initial"), ("services_directory", "0004_places_and_schedules")]

    operations = [
        migrations.RunSQL(SITE_UUID, "DROP FUNCTION hsds_site_uuid(uuid, uuid)"),
        migrations.RunSQL(SITES, "DROP FUNCTION hsds_sites(bigint[])"),
        migrations.RunSQL(REFRESH, "DROP FUNCTION hsds_refresh(bigint[], bigint[], bigint[], bigint[])"),
        migrations.RunSQL(WORD, "DROP FUNCTION hsds_word()"),
        *(watching(table, event) for table in WATCHED for event in EVENTS),
        *(watching_words(table) for table in WORDS),
        migrations.RunSQL(FILL, "TRUNCATE hsds_stamp, hsds_site"),
    ]
