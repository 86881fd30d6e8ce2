from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from indicators.models import Category, Subcategory


class Command(BaseCommand):
    """Natural keys in the fixture: what is there is brought up to date, nothing is doubled."""

    help = "载入各省各版本的一级、二级指标名称；可以重复执行。"

    def handle(self, *args, **options):
        call_command("loaddata", settings.BASE_DIR / "fixtures" / "vocabularies.json", verbosity=0)
        self.stdout.write(
            f"指标名称已载入：一级指标{Category.objects.count()}个，二级指标{Subcategory.objects.count()}个。"
        )
