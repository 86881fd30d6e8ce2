"""How the application logs: a JSON object a line for whoever collects logs, plain lines for the person at a terminal."""

import logging
from contextvars import ContextVar

# Which request the running code works for; empty outside of requests.
current_request: ContextVar[str] = ContextVar("current_request", default="")


class NamesRequest(logging.Filter):
    """Put the request's mark on every line that is written while it is answered."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request.get()
        return True


def logging_settings(form: str) -> dict[str, object]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": NamesRequest}},
        "formatters": {
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": "%(levelname)s %(name)s %(message)s %(request_id)s",
                "rename_fields": {"levelname": "level", "name": "logger"},
                "timestamp": True,
                "json_ensure_ascii": False,
            },
            "text": {"format": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s"},
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": form, "filters": ["request"]},
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            # The development server prints its own line for each request: there, only slow ones are told.
            "requests": {"level": "INFO" if form == "json" else "WARNING"},
            "performance.upkeep": {"level": "INFO"},  # the anchor of the trail, kept where the log is kept
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"level": "ERROR"},  # what was refused stands in the line of its request
        },
    }
