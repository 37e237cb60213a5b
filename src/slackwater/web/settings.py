"""Django's settings for one person on their own machine. No database, no account, no third party."""

from typing import Any

from slackwater.tongues import ENGLISH, FOLDER
from slackwater.tongues import LANGUAGES as TONGUES

SECRET_KEY = ""  # set by ``server`` from the data folder, before the first request
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "slackwater.web.urls"
INSTALLED_APPS = ["django.contrib.staticfiles", "csp", "slackwater.web"]
MIDDLEWARE = [
    "slackwater.web.headers.close_to_strangers",
    "slackwater.web.tongue.speak_its_language",
    "django.middleware.gzip.GZipMiddleware",
    "slackwater.web.headers.gather_static",
    "servestatic.middleware.ServeStaticMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "slackwater.web.door.ask_for_the_key",
]
DATABASES: dict[str, Any] = {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "slackwater.web.context.every_page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.l10n",
                "slackwater.web.templatetags.days",
            ],
        },
    }
]
LANGUAGE_CODE = ENGLISH
LANGUAGES = [(one.code, one.name) for one in TONGUES.values()]
LOCALE_PATHS = [FOLDER]
USE_I18N = True
USE_TZ = True
TIME_ZONE = None
"""The machine's own: any name here would set the clock of the whole program to that place."""
STATIC_URL = "/static/"
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_AUTOREFRESH = False
SERVESTATIC_ALLOW_ALL_ORIGINS = False
SERVESTATIC_MAX_AGE = 0

FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
"""What is brought in is not locked: it never touches the disk."""
FILE_UPLOAD_MAX_MEMORY_SIZE = 65 << 20
"""Bytes of a whole request, kept in memory: a little more than a file that is brought in may have."""

CSRF_COOKIE_NAME = "slackwater-form"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "slackwater.web.views.wrong_form"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

_SELF, _NONE = "'self'", "'none'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [_NONE],
        "script-src": [_SELF],
        "style-src": [_SELF],
        "img-src": [_SELF],
        "font-src": [_SELF],
        "media-src": [_SELF, "blob:"],
        "connect-src": [_SELF],
        "worker-src": [_SELF],
        "manifest-src": [_SELF],
        "form-action": [_SELF],
        "frame-ancestors": [_NONE],
        "base-uri": [_NONE],
    }
}
"""Only this server. ``blob:`` media is the page's own quiet sound, which media keys need."""

LOGGING_CONFIG = None
