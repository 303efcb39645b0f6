"""Every migration can be taken back, and what it gave is there again after the way forward."""

import pytest

from portal.management.commands.migrate import LOCK
from tests.apart import apart  # noqa: F401
from tests.portal.test_site import OUR_APPS

pytestmark = pytest.mark.django_db
BACK = f"""
import django
django.setup()
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder
for app in {sorted(OUR_APPS)}:
    if MigrationRecorder.Migration.objects.filter(app=app).exists():
        call_command("migrate", app, "zero", verbosity=0)
"""
RIGHTS = """
SELECT string_agg(concat_ws(' ', g.name, t.app_label, t.model, p.codename), E'\\n'
    ORDER BY g.name, t.app_label, t.model, p.codename)
FROM auth_group g JOIN auth_group_permissions h ON h.group_id = g.id JOIN auth_permission p ON p.id = h.permission_id
JOIN django_content_type t ON t.id = p.content_type_id
"""
WAITS = """
SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = database
WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted
"""
TABLES = "SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public'"
FUNCTIONS = "SELECT string_agg(proname, ' ') FROM pg_proc WHERE pronamespace = 'public'::regnamespace"


def test_all_goes_back_and_forward_again(apart):  # noqa: F811
    rights, tables = apart.one(RIGHTS), apart.one(TABLES)
    apart.run("-c", BACK)
    left = apart.one(TABLES).split()
    assert [table for table in left if table.startswith(tuple(f"{app}_" for app in OUR_APPS))] == []
    assert apart.one(FUNCTIONS) is None
    apart.run("manage.py", "migrate", "--verbosity=0")
    assert apart.one(TABLES) == tables
    assert apart.one(RIGHTS) == rights


def test_of_two_servers_one_migrates_and_the_other_waits(apart):  # noqa: F811
    apart.database.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    other = apart.start("manage.py", "migrate", "--verbosity=0")
    apart.wait_for(WAITS, other)
    apart.run("manage.py", "migrate", "--check")
    assert other.poll() is None
    apart.database.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    assert other.wait(60) == 0
