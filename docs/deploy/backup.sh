#!/bin/sh
# One dated copy of all that cannot be made again: the database, uploads, imported tables.
#
#     backup.sh /srv/backups        (portal-backup.timer does so nightly; copies older than BACKUP_DAYS, 14, are removed)
#
# Reads DATABASE_URL, PORTAL_VAR, MEDIA_ROOT and PRIVATE_ROOT as the portal does: run it with /etc/portal.env.
set -eu
umask 077
copies=${1:?"usage: backup.sh DIRECTORY"}
root=$(cd "$(dirname "$0")/../.." && pwd)
var=${PORTAL_VAR:-$root/var}
media=${MEDIA_ROOT:-$var/media}
private=${PRIVATE_ROOT:-$var/private}
copy=$copies/$(date -u +%Y-%m-%dT%H%M%SZ)
variables=$("${PYTHON:-$root/.venv/bin/python}" "$root/docs/deploy/libpq.py")
eval "$variables"

mkdir -p "$copy.part" "$media" "$private"
# The database first: a file uploaded meanwhile has no record yet, which harms nobody; a record without its file would.
pg_dump --format=custom --no-owner --no-privileges --file="$copy.part/database.dump"
tar -C "$media" -czf "$copy.part/media.tar.gz" .
tar -C "$private" -czf "$copy.part/private.tar.gz" .
# Only a whole copy bears its name.
mv "$copy.part" "$copy"
find "$copies" -mindepth 1 -maxdepth 1 -name "20*Z*" -mtime +"${BACKUP_DAYS:-14}" -exec rm -r {} +
echo "$copy"
