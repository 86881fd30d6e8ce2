"""The columns of the flat list by which the identities of all people are taken in at once."""

from functools import cached_property

from import_export.fields import Field

from departments.accounts.policy import linkable_accounts, visible_accounts
from departments.accounts.sign_on.model import Provider
from departments.lists.flat_lists import LabelWidget
from departments.lists.keyed_lists import KeyedListResource
from departments.lists.people_lists import ACCOUNT, TEXT, AccountKey
from departments.models import LinkedIdentity


class LinkedIdentityResource(KeyedListResource):
    """Who is known to a provider under which key; an account that is not in the list is opened by its password alone."""

    user = Field("user", ACCOUNT, widget=AccountKey())
    provider = Field("provider", "来源", widget=LabelWidget(Provider.choices))
    key = Field("key", "标识", widget=TEXT)

    related = ("user",)

    class Meta(KeyedListResource.Meta):
        model = LinkedIdentity
        fields = ("user", "provider", "key")
        import_id_fields = ("user", "provider")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.fields["user"].widget.accounts = visible_accounts(self.user)

    def get_queryset(self):
        return super().get_queryset().select_related(*self.related)

    def is_kept(self, identity):
        return identity.user_id in self._linkable

    @cached_property
    def _linkable(self):
        return set(linkable_accounts(self.user).values_list("pk", flat=True))

    def faults_among(self, rows, faults):
        """A key opens one account: neither one of another row nor one that is stored may be told once more."""
        keys = [(row.instance.provider, row.instance.key) for row in rows]
        stored = LinkedIdentity.objects.filter(key__in={key for _, key in keys})
        owners = {(one.provider, one.key): one.user_id for one in stored}
        found = {}
        for number, (row, key) in enumerate(zip(rows, keys, strict=True), 1):
            if number in faults:
                continue
            if owners.setdefault(key, row.instance.user_id) != row.instance.user_id:
                found[number] = f"标识“{key[1]}”已关联另一个账号，请先删除那一条，或更正本行。"
        return found
