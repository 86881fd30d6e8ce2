from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from departments.places.provinces import PROVINCES
from indicators.models import Category, Subcategory
from indicators.renamed_provinces import provinces_named


class Command(BaseCommand):
    """Natural keys in the fixture: what is there is brought up to date, nothing is doubled."""

    help = "载入各省各版本的一级、二级指标名称；可以重复执行。"

    def handle(self, *args, **options):
        call_command("loaddata", settings.BASE_DIR / "fixtures" / "vocabularies.json", verbosity=0)
        self.stdout.write(
            f"指标名称已载入：一级指标{Category.objects.count()}个，二级指标{Subcategory.objects.count()}个。"
        )
        for name in sorted(provinces_named() - set(PROVINCES)):
            self.stdout.write(
                f"词表或指标库中的省份“{name}”不在省份表中，审核规则不认识。更正：manage.py correct_province {name} --to 省份简称"
            )
