"""What gunicorn reads wherever the portal is served: the demo, the benches, `docs/deploy/portal.service`."""

worker_class = "portal.lanes.Worker"
