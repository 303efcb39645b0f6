"""The same stamps and sites, at a cost that does not grow with the directory.

A plan that PostgreSQL made for an empty table it keeps for a full one. So the functions may use indexes alone, and a
row that hangs on a service only moves the time of that service.
"""

from importlib import import_module

from django.db import migrations

first = import_module("hsds.migrations.0002_triggers")

# It names the columns that it reads: a view of all columns would forbid to drop any of them.
WANTED = """
CREATE VIEW hsds_wanted AS
    WITH places AS NOT MATERIALIZED (
        SELECT location.id, location.uuid, location.provider_id FROM services_directory_location AS location
        JOIN services_directory_provider AS host ON host.id = location.provider_id AND host.live
        WHERE location.live
    ), offers AS NOT MATERIALIZED (
        SELECT service.id, service.uuid, service.provider_id FROM services_directory_service AS service
        JOIN services_directory_provider AS provider ON provider.id = service.provider_id AND provider.live
        WHERE service.live
    )
    SELECT hsds_site_uuid(service.uuid, place.uuid) AS uuid, service.id AS service_id, place.id AS location_id
    FROM offers AS service
    JOIN services_directory_service_locations AS named ON named.service_id = service.id
    JOIN places AS place ON place.id = named.location_id
    UNION ALL
    SELECT hsds_site_uuid(service.uuid, place.uuid), service.id, place.id
    FROM offers AS service
    JOIN places AS place ON place.provider_id = service.provider_id
    WHERE NOT EXISTS (
        SELECT FROM services_directory_service_locations AS named WHERE named.service_id = service.id
    )
"""
BY_INDEXES = "SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off"
REFRESH = f"""
CREATE OR REPLACE FUNCTION
    hsds_refresh(provider_ids bigint[], service_ids bigint[], location_ids bigint[], holders bigint[])
RETURNS void LANGUAGE plpgsql {BY_INDEXES} AS $$
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
    DELETE FROM hsds_stamp WHERE kind = 'provider' AND "table" = '' AND object_id = ANY(holders)
        AND NOT EXISTS (SELECT FROM services_directory_provider WHERE id = object_id);
    DELETE FROM hsds_stamp WHERE kind = 'service' AND "table" = '' AND object_id = ANY(service_ids)
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
    DELETE FROM hsds_site AS site WHERE service_id = ANY(service_ids) AND NOT EXISTS (
        SELECT FROM hsds_wanted AS wanted
        WHERE wanted.service_id = site.service_id AND wanted.location_id = site.location_id
        OFFSET 0 -- one look-up for each site, and not a join with all that is wanted
    );
    INSERT INTO hsds_site (uuid, service_id, location_id)
    SELECT uuid, service_id, location_id FROM hsds_wanted WHERE service_id = ANY(service_ids)
    ON CONFLICT DO NOTHING;
END
$$
"""
TOUCH = f"""
CREATE FUNCTION hsds_touch(service_ids bigint[]) RETURNS void LANGUAGE sql {BY_INDEXES} AS $$
    UPDATE hsds_stamp SET modified = now() WHERE id IN (
        SELECT id FROM hsds_stamp
        WHERE kind = 'service' AND "table" = '' AND object_id = ANY(service_ids) AND modified <> now()
        ORDER BY object_id FOR UPDATE
    )
$$
"""
# Tables whose rows hang on a service and on nothing else: they give no place and hide nothing.
HANGING = ("servicestep", "requireddocument", "tariff", "service_categories", "service_also_serves")


def watch_function(table: str, event: str, call: str) -> str:
    """The function that a trigger of that table calls, as the first migration writes it but for what it performs."""
    passed, key, other = first.WATCHED[table]
    tables, rows = first.EVENTS[event]
    names = {"table": table, "event": event, "directory": first.DIRECTORY}
    written = first.WATCH.format(
        **names, key=key, other=other or "NULL::bigint", rows=rows, tables=tables, arguments=first.ARGUMENTS[passed]
    )
    function, _trigger = written.split("CREATE TRIGGER")
    whole = f"hsds_refresh({first.ARGUMENTS[passed]})"
    return function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(whole, call or whole)


class Migration(migrations.Migration):
    dependencies = [("hsds", "0002_triggers")]

    operations = [
        migrations.RunSQL(WANTED, "DROP VIEW hsds_wanted"),
        migrations.RunSQL(REFRESH, first.REFRESH.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")),
        migrations.RunSQL(TOUCH, "DROP FUNCTION hsds_touch(bigint[])"),
        *(
            migrations.RunSQL(watch_function(table, event, "hsds_touch(keys)"), watch_function(table, event, ""))
            for table in HANGING
            for event in first.EVENTS
        ),
    ]
