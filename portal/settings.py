"""Settings of the portal. Every default is the production one; the environment loosens them, never the code.

Required: SECRET_KEY, DATABASE_URL. Optional: see README, «Deploy».
"""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env("PORTAL_VAR", default=str(BASE_DIR / "var")))

# Safety

SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", ".localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# One switch for a machine that serves plain HTTP on loopback (demo, tests). Production leaves it alone.
HTTPS = env.bool("HTTPS", default=True)
if HTTPS and (DEBUG or len(SECRET_KEY) < 40 or SECRET_KEY.startswith("django-insecure-")):
    raise ImproperlyConfigured("Over HTTPS: DEBUG off and a SECRET_KEY of 40 characters or more, or no start.")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# The header a trusted proxy sets, as "HTTP_X_FORWARDED_PROTO"; unset, such headers are ignored.
if proxy_header := env("SECURE_PROXY_HEADER", default=""):
    SECURE_PROXY_SSL_HEADER = (proxy_header, "https")
# How many of our own proxies add an address to X-Forwarded-For; with none, such a header is nobody's word.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "staff.resending.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
X_FRAME_OPTIONS = "DENY"

# Public pages run no inline script or style and contact nobody. Wagtail's admin needs inline styles and, in two
# places, inline scripts: it gets a policy of its own (portal.middleware).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "font-src": [SELF, "data:"],
    "img-src": [SELF, "data:", "blob:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
    "object-src": [NONE],
}

# Application

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
INSTALLED_APPS = [
    "portal",
    "home",
    "events",
    "search",
    "services_directory",
    "measures",
    "acts",
    "staff",
    "navigator",
    "exchange",
    "hsds",
    "guidebook",
    "cabinets",
    "returns",
    "feedback",
    "questions",
    "usefulness",
    "sharing",
    "screens",
    "rights",
    "manual",
    "editorial",
    "publicity",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "wagtail.locales",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]
# Public views touch neither session, user nor CSRF token, so their pages set no cookie and vary on nothing.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.middleware.Compression",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.ContentSecurityPolicy",
    "portal.middleware.PermissionsPolicy",
    "portal.middleware.PublicCaching",
    "portal.middleware.ForeignCookies",
    "portal.overload.Overload",
    "portal.sites.CurrentSite",
    "portal.languages.LanguageOfAddress",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "staff.resending.KeepsWhatWasSent",
    "staff.middleware.SecondFactor",
    "portal.doors.ReporterDoors",
    "portal.middleware.KeptRecords",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.PublicRedirects",
    # The last: it answers 429 for whoever the sign-in has locked out.
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        # Public pages: Jinja2, for a list page's worth of rows costs a quarter of what it costs in Django's language.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "portal.templating.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
            "builtins": ["portal.templatetags.typography"],
        },
    },
]

# Data

DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"].update(
    ENGINE="portal.postgres",
    CONN_HEALTH_CHECKS=True,
    TEST={"TEMPLATE": env("TEST_DATABASE_TEMPLATE", default=None)},
)
# With the database down a page fails in two seconds and the cache in front answers instead; by the default of thirty
# every thread would stand waiting. Once it is back, the next request finds it: no attempt is put off for minutes.
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
    "min_size": 1,
    "max_size": env.int("DATABASE_POOL", default=8),
    "timeout": 2,
    "reconnect_timeout": 5,
}
# A server that has vanished without a word is given up as well, by libpq: seconds to connect, milliseconds of silence.
DATABASES["default"]["OPTIONS"] = {"connect_timeout": 3, "tcp_user_timeout": 20_000} | DATABASES["default"]["OPTIONS"]
# A pooler that lends a connection for a transaction only would lose what was prepared on it (portal.preparing).
DATABASE_PREPARES = env.bool("DATABASE_PREPARES", default=True)
# Megabytes of each process for what the search has answered (search.kept_answers); 0 keeps nothing.
ANSWERS_KEPT_MB = env.int("ANSWERS_KEPT_MB", default=16)
# The same for what it has read of the index (search.bitmaps): a word takes 12 kilobytes at 100,000 entries.
POSTINGS_KEPT_MB = env.int("POSTINGS_KEPT_MB", default=64)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "TIMEOUT": 60}}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Work that a page does not wait for: kept in the database, done by `manage.py db_worker`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# A table that was imported is forgotten after so many days; who changed what stays in the history of the records.
IMPORTED_FILES_DAYS = env.int("IMPORTED_FILES_DAYS", default=30)

# Language and time

LANGUAGE_CODE = "ru"
# Each in its own words. Pages in another language take a line here and a home page: docs/languages.md.
LANGUAGES = [("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env("TIME_ZONE", default="Europe/Moscow")
USE_I18N = True
USE_TZ = True

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "portal.uploads.whole.WholeFileStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR_DIR / "media")))
# Files for the back office alone: no web server may serve them.
PRIVATE_ROOT = Path(env("PRIVATE_ROOT", default=str(VAR_DIR / "private")))

# Whether Django serves uploaded pictures itself (demo); in production the web server in front does.
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=False)

# Where the map of places gets its pictures, as "https://tiles.example.org/{z}/{x}/{y}.png", and whom it thanks. Unset,
# there is no map, and the portal's pages ask nobody for anything.
MAP_TILES_URL = env("MAP_TILES_URL", default="")
MAP_TILES_ATTRIBUTION = env("MAP_TILES_ATTRIBUTION", default="")
# Where a route is shown in a browser, by a plain link: desks and iPhones open no `geo:`.
ROUTE_URL = env("ROUTE_URL", default="https://yandex.ru/maps/?rtext=~{place}")

# The all-Russian children's helpline: one tap away on every page, whatever the region.
CHILDREN_HELPLINE = "+78002000122"

# Sign-in

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
# Twenty wrong passwords lock that user name from that address for a quarter of an hour.
AXES_FAILURE_LIMIT = 20
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "staff.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=HTTPS)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 60
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "staff.second_factors.SealedSecrets"
# By what the secrets of second factors are sealed in the database: the first seals, each opens.
SECOND_FACTOR_KEYS = env.list("SECOND_FACTOR_KEYS", default=[SECRET_KEY, *SECRET_KEY_FALLBACKS])
if HTTPS and min(map(len, SECOND_FACTOR_KEYS), default=0) < 40:
    raise ImproperlyConfigured("Over HTTPS: SECOND_FACTOR_KEYS of 40 characters or more, or no start.")
MFA_TOTP_ISSUER = "Портал поддержки семей"

# Wagtail

WAGTAIL_SITE_NAME = "Социальное сопровождение"
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://localhost:8000")
# As people write them in Russia, whichever language the back office speaks: see portal/formats/.
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y", "%d.%m.%Y %H:%M"
FORMAT_MODULE_PATH = "portal.formats"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ru", "Русский"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_USER_TIME_ZONES = [
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
]
# The admin contacts nobody: no avatars from elsewhere, no update check, no news banner.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS = []
# A draft is what its editor chose to save: a half-typed one, saved on its own half a second later, would meet the guard
# against a second editor's save (portal.editing) and stand in everybody's lists.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "russian"}}
# A page can be kept for signed-in staff or a group. A shared password would put a session cookie on a public page.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_FRONTEND_LOGIN_URL = "/admin/login/"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# A picture is drawn anew when it is taken: so much of it is in memory at once.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "odt", "ods", "csv", "txt", "zip"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "editorial.pictures.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "editorial.documents.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Every document is taken, none is opened as a page of the portal.
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "wagtail.workflows.publish_workflow_state"

# Mail

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# A mail server that says nothing must not hold up the worker and all that waits for it.
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="portal@localhost")

# Logs: one JSON object a line, without addresses, bodies or user names.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(levelname)s %(name)s %(message)s",
            "timestamp": True,
            "json_ensure_ascii": False,
            "rename_fields": {"levelname": "level", "name": "logger"},
        }
    },
    "filters": {"impersonal": {"()": "portal.logging.Impersonal"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["impersonal"]}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.server": {"handlers": ["console"], "propagate": False},
        # Two lines for each page saved say nothing that a failure would not say.
        "django_tasks": {"level": "WARNING"},
    },
}
