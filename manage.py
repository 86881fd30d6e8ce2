#!/usr/bin/env python
"""Django's command line for this project."""

import os
import secrets
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

# These neither serve nor sign anything: where no key is configured, they run with one that is thrown away.
# Nor do they write to the trail; one that tries is refused.
KEYLESS = {"convert_text", "review_text", "import_text", "export_text", "load_vocabularies", "migrate"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if KEYLESS.intersection(sys.argv[1:2]):
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
        os.environ.setdefault("WITHOUT_TRAIL", "1")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:  # the person at the keyboard needs the sentence, not the trace
        sys.exit(str(fault))
