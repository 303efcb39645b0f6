"""Public addresses. They stand before those of measures, whose pages take any number."""

from django.urls import path, re_path

from . import public

app_name = "publicity"
urlpatterns = [
    path("programmes/<slug:slug>/media-plan/", public.media_plan, name="media-plan"),
    re_path(
        r"^programmes/(?P<slug>[-\w]+)/media-plan\.(?P<kind>csv|xlsx)$", public.media_plan_file, name="media-plan-file"
    ),
    path("coverage/", public.coverage, name="coverage"),
]
