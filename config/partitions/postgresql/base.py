from django.db.backends.postgresql import base, features

from config.partitions.plan import SPREAD_TABLES
from config.partitions.postgresql.schema import DatabaseSchemaEditor


class DatabaseFeatures(features.DatabaseFeatures):
    def allows_group_by_selected_pks_on_model(self, model):
        """Other columns follow from the primary key only where that key is the ``id`` alone."""
        return super().allows_group_by_selected_pks_on_model(model) and (
            model._meta.db_table not in SPREAD_TABLES
        )


class DatabaseWrapper(base.DatabaseWrapper):
    SchemaEditorClass = DatabaseSchemaEditor
    features_class = DatabaseFeatures
