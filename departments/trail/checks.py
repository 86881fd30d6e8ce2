"""What ``check --deploy`` says about the trail."""

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def the_trail_has_a_key_of_its_own(app_configs, **kwargs):
    """A trail sealed by a derivative of SECRET_KEY cannot be verified any more once that key is changed."""
    if not settings.TRAIL_KEY_IS_DERIVED:
        return []
    return [
        checks.Warning(
            "没有设置 TRAIL_KEY，操作记录以 SECRET_KEY 派生的密钥校验；日后更换 SECRET_KEY，先前的记录将无法校验。",
            hint="请另外生成一个密钥作为 TRAIL_KEY，与数据库分开保存，不要更换。",
            id="trail.W001",
        )
    ]
