"""Office codes of the rows that were there before the column, each table after its parents."""

from django.db import migrations

FROM_DEPARTMENT = """
    SELECT office.division_code FROM departments_department department
    JOIN departments_financeoffice office ON office.id = department.office_id
    WHERE department.id = {table}.department_id"""
FROM_UNIT = """
    SELECT office.division_code FROM departments_budgetunit unit
    JOIN departments_department department ON department.id = unit.department_id
    JOIN departments_financeoffice office ON office.id = department.office_id
    WHERE unit.id = {table}.unit_id"""
FROM_OWNERS = """
    SELECT COALESCE(
        (SELECT project.office_code FROM projects_budgetproject project WHERE project.tree_id = {table}.id),
        (SELECT goal.office_code FROM performance_performancegoal goal WHERE goal.tree_id = {table}.id))"""
OF_STATEMENTS = (
    *("performancegoal", "narrativesection", "fundingline", "revision", "unitsubmission", "workflowevent"),
    *("comment", "waiver", "reviewsheet", "opening", "formsave"),
    *("moneyfigures", "indicatorfigures", "findingfigures", "findingcount"),
)
# Table, and either the query for its code or the table and column of its parent.
FILLED = (
    ("projects_budgetproject", FROM_UNIT),
    *((f"projects_{part}", ("projects_budgetproject", "project_id")) for part in ("spendingplan", "projectgoal", "projectphase")),
    ("performance_performancestatement", FROM_DEPARTMENT),
    *((f"performance_{part}", ("performance_performancestatement", "statement_id")) for part in OF_STATEMENTS),
    ("performance_earlieramount", ("performance_fundingline", "line_id")),
    ("performance_commentreply", ("performance_comment", "comment_id")),
    ("performance_reviewmark", ("performance_reviewsheet", "sheet_id")),
    ("indicators_indicatortree", FROM_OWNERS),
    ("indicators_indicatorfamily", ("indicators_indicatortree", "tree_id")),
    ("indicators_indicator", ("indicators_indicatorfamily", "family_id")),
    ("indicators_earliervalue", ("indicators_indicator", "indicator_id")),
)


def fill(apps, editor):
    with editor.connection.cursor() as cursor:
        for table, source in FILLED:
            if isinstance(source, tuple):
                parent, column = source
                source = f"SELECT above.office_code FROM {parent} above WHERE above.id = {table}.{column}"
            code = source.format(table=table)
            cursor.execute(f"UPDATE {table} SET office_code = COALESCE(({code}), '') WHERE office_code = ''")


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0004_office_codes'),
        ('performance', '0011_office_codes'),
        ('projects', '0004_office_codes'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
