#!/bin/sh
# A copy that backup.sh made, into an empty database and empty folders: all of the database, or none of it.
#
#     restore.sh /srv/backups/2026-11-28T001500Z
#
# Reads DATABASE_URL, PORTAL_VAR, MEDIA_ROOT and PRIVATE_ROOT as the portal does. Then `manage.py migrate`, and start.
set -eu
copy=${1:?"usage: restore.sh COPY"}
root=$(cd "$(dirname "$0")/../.." && pwd)
var=${PORTAL_VAR:-$root/var}
media=${MEDIA_ROOT:-$var/media}
private=${PRIVATE_ROOT:-$var/private}

for folder in "$media" "$private"; do
    mkdir -p "$folder"
    [ -z "$(ls -A "$folder")" ] || { echo "$folder is not empty: nothing was restored" >&2; exit 1; }
done
variables=$("${PYTHON:-$root/.venv/bin/python}" "$root/docs/deploy/libpq.py")
eval "$variables"
pg_restore --exit-on-error --single-transaction --no-owner --no-privileges --dbname="$PGDATABASE" "$copy/database.dump"
tar -C "$media" -xpzf "$copy/media.tar.gz"
tar -C "$private" -xpzf "$copy/private.tar.gz"
