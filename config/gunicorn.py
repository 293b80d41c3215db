"""How gunicorn serves the application. Its command line wins over every line here."""

from config import env

LEVEL = env.text("LOG_LEVEL", "INFO")

wsgi_app = "config.wsgi"
bind = f"127.0.0.1:{env.integer('PORT', 8000)}"
worker_class = "gthread"
workers = env.integer("WEB_WORKERS", 2)
threads = env.integer("WEB_THREADS", 4)
timeout = 60
graceful_timeout = 10
control_socket_disable = True  # its default place is one per person, not one per site
max_requests = 10_000  # renews each process now and then, not all at once
max_requests_jitter = 1_000

# Without query strings: they carry what people search for, and tokens.
access_log_format = "%(m)s %(U)s %(s)s %(B)s bytes in %(M)s ms"
accesslog = "-"
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JSONFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": LEVEL},
    "loggers": {
        "gunicorn.error": {"level": LEVEL, "handlers": [], "propagate": True},
        "gunicorn.access": {"level": LEVEL, "handlers": [], "propagate": True},
    },
}
