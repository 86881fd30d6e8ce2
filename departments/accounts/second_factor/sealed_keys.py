"""The secrets of second factors as they lie in the database and in sessions: encrypted, under a key that is in neither."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class UnreadableKey(Exception):
    def __init__(self) -> None:
        super().__init__(
            "动态口令的密钥不能解密：SECOND_FACTOR_KEY（或 SECRET_KEY）已经更换，而原来的密钥没有写入 "
            "SECOND_FACTOR_OLD_KEYS。请用恢复码登录，或请安全管理员重置动态口令。"
        )


def sealed(key: str) -> str:
    return _fernet().encrypt(key.encode()).decode()


def unsealed(text: str) -> str:
    """Raises UnreadableKey."""
    try:
        return _fernet().decrypt(text.encode()).decode()
    except InvalidToken as fault:
        raise UnreadableKey from fault


def sealed_anew(text: str) -> str:
    """The same secret under the newest key. Raises UnreadableKey."""
    return sealed(unsealed(text))


def _fernet() -> MultiFernet:
    """The first key seals, every one of them opens."""
    keys = (settings.SECOND_FACTOR_KEY, *settings.SECOND_FACTOR_OLD_KEYS)
    return MultiFernet([Fernet(urlsafe_b64encode(sha256(key.encode()).digest())) for key in keys])
