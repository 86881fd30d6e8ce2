"""An index of the pairs of characters in names, on PostgreSQL: there a LIKE of two Chinese characters has no other."""

from django.db import migrations

INSTALL = (
    """CREATE OR REPLACE FUNCTION bigrams(said text) RETURNS text[]
       LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
       SELECT array_agg(DISTINCT substr(said, place, 2)) FROM generate_series(1, length(said) - 1) place $$""",
    "CREATE INDEX indicator_name_bigrams ON indicators_indicator USING gin (bigrams(lower(name)))",
)
REMOVE = ("DROP INDEX indicator_name_bigrams", "DROP FUNCTION bigrams(text)")


def run(statements):
    def forward(apps, editor):
        if editor.connection.vendor == "postgresql":
            for statement in statements:
                editor.execute(statement)

    return forward


class Migration(migrations.Migration):

    dependencies = [('indicators', '0004_office_codes')]

    operations = [migrations.RunPython(run(INSTALL), run(REMOVE))]
