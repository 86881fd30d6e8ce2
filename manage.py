#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

# These serve nobody: where no key is configured, they get along with one that is made and kept on this machine.
LOCAL_COMMANDS = {
    "convert_text",
    "review_text",
    "import_text",
    "export_text",
    "export_package",
    "load_vocabularies",
    "migrate",
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if LOCAL_COMMANDS.intersection(sys.argv[1:2]):
        os.environ.setdefault("LOCAL_COMMAND", "1")
    if sys.argv[1:2] != ["runserver"]:
        os.environ.setdefault("LONG_WORK", "1")  # nobody waits for a page
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:  # the person at the keyboard needs the sentence, not the trace
        sys.exit(str(fault))
