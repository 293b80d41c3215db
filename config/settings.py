"""Every setting, read from the environment once. What has no safe default must be set, or nothing starts."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))

# Who and where ---------------------------------------------------------------------------------------------------

DEBUG = env.boolean("DEBUG")
DEMO = env.boolean("DEMO")
SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", ())
BASE_URL = env.text("BASE_URL").rstrip("/")  # the address that links in mails carry, whatever Host says
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
RELEASE = env.text("RELEASE", "0.1.0")
SITE_NAME = "City Showcase"

if len(SECRET_KEY) < 40:
    raise ImproperlyConfigured("SECRET_KEY must have at least 40 characters.")
if SECRET_KEY.startswith("django-insecure-"):
    raise ImproperlyConfigured("SECRET_KEY is the one of an example, which others know; make a random one.")
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name its hosts; '*' would let anybody choose the host of a page.")

HTTPS = BASE_URL.startswith("https://")
if HTTPS and DEBUG:
    raise ImproperlyConfigured("DEBUG shows code and settings to everybody; it is refused where BASE_URL is https.")
if HTTPS and len(set(SECRET_KEY)) < 5:
    raise ImproperlyConfigured("SECRET_KEY repeats the same few characters; make a random one.")

# What it is made of ----------------------------------------------------------------------------------------------

APPS_OF_THE_HOUSE = [
    "reports",
    "webinars",
    "showcase",
    "networks",
    "cities",
    "catalogue",
    "files",
    "accounts",
    "outbox",
    "record",
]
INSTALLED_APPS = [
    "config.apps.HouseConfig",
    *APPS_OF_THE_HOUSE,
    "config.apps.HouseAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django_htmx",
    "simple_history",
]
MIDDLEWARE = [
    "record.middleware.RequestIdMiddleware",
    "config.middleware.HeadersMiddleware",
    "config.middleware.PolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.PathLocaleMiddleware",
    "config.middleware.MethodsMiddleware",
    "config.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.admission.AdmissionMiddleware",
    "config.second_step.SecondStepMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    }
]
FORM_RENDERER = "config.forms.HouseRenderer"

# Data ------------------------------------------------------------------------------------------------------------

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-8192;"
    "PRAGMA secure_delete=ON;",  # what is deleted leaves the file too
}
DATABASE_URL = env.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'showcase.sqlite3'}")
DATABASES = {"default": dj_database_url.parse(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    DATABASES["default"]["CONN_MAX_AGE"] = 60  # opening one costs as much as a page
    # Threads of one test process share the file, not a memory database.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
elif env.boolean("DATABASE_POOL", default=True):
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache("CACHE_URL")}
PAGE_CACHE_BYTES = env.count("PAGE_CACHE_MB", 32) * 1024 * 1024  # public pages in the memory of each process; 0: none
SHARED_MAX_AGE = env.count("SHARED_MAX_AGE", 0)  # seconds for which caches between us and visitors need not ask
if SHARED_MAX_AGE > 60:
    raise ImproperlyConfigured("SHARED_MAX_AGE must be 60 at most: what is taken down is gone within a minute.")
MEDIA_ROOT = env.text("MEDIA_ROOT", str(VAR_DIR / "media"))
VIRUS_SCAN = env.text(
    "VIRUS_SCAN", ""
)  # a command that reads a file from its standard input and ends with 1 for a find
RECORDING_BYTES = env.count("RECORDING_MB", 200) * 1024 * 1024  # of a session, kept here; 0: addresses only
ACCEL_REDIRECT = env.text("ACCEL_REDIRECT", "")  # where the server before us finds MEDIA_ROOT, to send files itself

# Languages and time ----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("fr", "Français"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# People ----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "signup": "accounts.sign_in_forms.SignUpForm",
    "login": "accounts.sign_in_forms.SignInForm",
    "reauthenticate": "accounts.sign_in_forms.ReauthenticateForm",
    "add_email": "accounts.sign_in_forms.ChangeEmailForm",
    "change_password": "accounts.sign_in_forms.ChangePasswordForm",
    "set_password": "accounts.sign_in_forms.SetPasswordForm",
    "reset_password": "accounts.sign_in_forms.AskForLinkForm",
    "reset_password_from_key": "accounts.sign_in_forms.NewPasswordForm",
    "user_token": "accounts.sign_in_forms.LinkForm",
    "request_login_code": "accounts.sign_in_forms.AskForCodeForm",
    "confirm_login_code": "accounts.sign_in_forms.CodeForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # mails take a while
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # accounts/admission.py and accounts/attempts.py count instead
MFA_ADAPTER = "accounts.second_step.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "accounts.second_step_forms.SecondStepForm",
    "reauthenticate": "accounts.second_step_forms.ShowAgainForm",
    "activate_totp": "accounts.second_step_forms.AddAppForm",
    "add_webauthn": "accounts.second_step_forms.AddPasskeyForm",
    "edit_webauthn": "accounts.second_step_forms.RenamePasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs in without a confirmed address; this is about a new one that waits

# Mail ------------------------------------------------------------------------------------------------------------

EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.integer("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.boolean("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "City Showcase <noreply@localhost>")
CONTACT_EMAIL = env.text("CONTACT_EMAIL", "")

# Static files ----------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.LeanStaticFilesStorage"},
}

# Safety ----------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_SSL_REDIRECT = HTTPS and env.boolean("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
if env.boolean("BEHIND_TLS_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
TRUSTED_PROXIES = env.count("TRUSTED_PROXIES", 0)  # that many entries of X-Forwarded-For, from its end, are believed
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_HANDLERS = ["files.uploading.CappedUploadHandler"]

# The API's document; its views say all else themselves (catalogue/api.py) -------------------------------------------

REST_FRAMEWORK = {"DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema", "UNAUTHENTICATED_USER": None}
SPECTACULAR_SETTINGS = {
    "TITLE": f"{SITE_NAME}: open data",
    "DESCRIPTION": "Initiatives of cities, the cities, their networks and the vocabulary. Read only, without a key.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVERS": [{"url": BASE_URL}],
    "SORT_OPERATION_PARAMETERS": False,
}

# Logs: one JSON object a line ------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JSONFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {"django": {"handlers": [], "propagate": True}, "django.server": {"handlers": [], "propagate": True}},
}
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # unique by the constraint on Lower(email), which the check does not read
