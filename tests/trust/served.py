"""The application as gunicorn serves it to trials: its rules find nothing, so that every text can be handed in."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.worker_settings")

from config.wsgi import application
from performance.findings import judgement

judgement.review = lambda content, rule_set: ()

__all__ = ["application"]
