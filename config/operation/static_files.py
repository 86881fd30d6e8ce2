"""Style sheets, scripts and pictures under names that tell their contents."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Modules that a script imports get their new names inside it, too."""

    support_js_module_import_aggregation = True
