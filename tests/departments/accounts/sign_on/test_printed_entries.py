"""What OpenLDAP's programs print, read: names in any letters, what is written in base64, referrals left alone."""

import pytest

from departments.accounts.sign_on import directory
from departments.accounts.sign_on.directory import _entries, who_is
from departments.accounts.sign_on.identities import NotVouched
from departments.accounts.sign_on.settings import Directory

GUID = "EjRWeBI0VngSNFZ4EjRWeA=="


@pytest.mark.parametrize(
    ("printed", "entries"),
    [
        ("", []),
        ("dn: uid=a\nentryUUID: 1\n\n", [{"dn": "uid=a", "entryuuid": "1"}]),
        ("dn:: dWlkPeW8oA==\nUID:: 5byg\n", [{"dn": "uid=张", "uid": "张"}]),
        (
            f"dn: cn=a\nobjectGUID:: {GUID}\n",
            [{"dn": "cn=a", "objectguid": "78563412-3412-7856-1234-567812345678"}],
        ),
        ("dn: cn=a\ncn: a\ncn: second\n", [{"dn": "cn=a", "cn": "a"}]),
        ("# refldap://elsewhere\n\ndn: cn=a\n", [{"dn": "cn=a"}]),
        ("dn: cn=a\n\ndn: cn=b\n", [{"dn": "cn=a"}, {"dn": "cn=b"}]),
    ],
)
def test_entries(printed, entries):
    assert _entries(printed) == entries


@pytest.mark.parametrize("key", [": ", ":: AAE=", ":: CgoK", f": {'1' * 256}"])
def test_what_no_database_holds_and_no_page_shows_is_nobodys_key(monkeypatch, key):
    """As objectSid of a directory of Windows, which is bytes."""
    monkeypatch.setattr(directory, "_asked", lambda *_: (0, f"dn: cn=a\nentryUUID{key}\n"))
    with pytest.raises(NotVouched, match="标识"):
        who_is(Directory(), "a", "a password")
