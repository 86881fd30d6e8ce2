import pytest


@pytest.fixture
def results(settings, tmp_path):
    """Where background jobs leave their files, and the worker its sign."""
    settings.EXPORT_DIR = tmp_path / "exports"
    settings.VAR_DIR = tmp_path
    return settings.EXPORT_DIR
