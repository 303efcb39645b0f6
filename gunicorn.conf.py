"""What gunicorn reads wherever the portal is served: the demo, the benches, `docs/deploy/portal.service`."""

from threading import Thread

worker_class = "portal.lanes.Worker"


def post_worker_init(worker):
    """What every question of the search needs is read before the first one comes, and nothing waits for it."""
    from search.warming import warm

    Thread(target=warm, daemon=True).start()
