"""A database that cannot be reached, for real: a process of its own asks a port where nobody listens."""

import json
import os
import subprocess
import sys

from django.conf import settings

ASK = """
import json, time
import django
django.setup()
from django.test import Client
client, told = Client(raise_request_exception=False, SERVER_NAME="localhost"), {}
for path in ("/health/live", "/health/ready", "/services/"):
    begun = time.monotonic()
    response = client.get(path)
    told[path] = [response.status_code, "tel:+78002000122" in response.content.decode(), time.monotonic() - begun]
print(json.dumps(told))
"""


def test_live_answers_and_the_rest_fails_long_before_a_proxy_gives_up():
    environment = {**os.environ, "DATABASE_URL": "postgres://portal:secret@127.0.0.1:1/portal"}
    asked = subprocess.run(
        [sys.executable, "-c", ASK], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )
    told = json.loads(asked.stdout)
    assert {path: status for path, (status, _, _) in told.items()} == {
        "/health/live": 200,
        "/health/ready": 503,
        "/services/": 500,
    }
    assert told["/services/"][1], "the error page has no helpline"
    # Psycopg's own patience is thirty seconds.
    assert max(seconds for _, _, seconds in told.values()) < 15
