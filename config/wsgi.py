import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
application.request_class = import_module("config.charsets").Request

import_module("config.urls")  # at the start rather than while the first request waits
