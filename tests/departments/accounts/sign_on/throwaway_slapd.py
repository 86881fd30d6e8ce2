"""A directory of one's own: OpenLDAP's server in a temporary folder, with a certificate, gone when the block ends."""

import ipaddress
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

START_SECONDS = 120
BASE = "dc=office,dc=test"
ADMIN, ADMIN_PASSWORD = f"cn=reader,{BASE}", "of the reader"
CONFIGURATION = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCACertificateFile {folder}/ca.pem
TLSCertificateFile {folder}/server.pem
TLSCertificateKeyFile {folder}/key.pem
disallow bind_anon
database mdb
maxsize 10485760
suffix {base}
rootdn {admin}
rootpw {password}
directory {folder}/data
"""
PEOPLE = """
dn: {base}
objectClass: domain
dc: office

dn: ou=left,{base}
objectClass: organizationalUnit
ou: left

dn: uid=wang,{base}
objectClass: inetOrgPerson
uid: wang
sn: wang
cn: wang
employeeNumber: 1001
userPassword: a password there

dn: uid=li*,{base}
objectClass: inetOrgPerson
uid: li*
sn: li
cn: li
employeeNumber: 1002
userPassword: a password there

dn: uid=double,{base}
objectClass: inetOrgPerson
uid: double
sn: double
cn: double
employeeNumber: 1003
userPassword: a password there

dn: uid=double,ou=left,{base}
objectClass: inetOrgPerson
uid: double
sn: double
cn: double
employeeNumber: 1004
userPassword: a password there

dn: uid=numberless,{base}
objectClass: inetOrgPerson
uid: numberless
sn: numberless
cn: numberless
userPassword: a password there
"""


@dataclass(frozen=True)
class Slapd:
    plain: str
    secure: str
    ca_file: str
    other_ca_file: str


def server_program() -> str | None:
    return shutil.which("slapd", path="/usr/sbin:/usr/local/sbin:/usr/bin")


def a_certificate(folder: Path, name: str) -> None:
    """One that vouches for itself, for the address on which the server listens."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    certificate = made.add_extension(here, critical=False).sign(key, hashes.SHA256())
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    for file in ("ca.pem", "server.pem"):
        (folder / file).write_bytes(certificate.public_bytes(Encoding.PEM))


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def wait_until_it_listens(server: subprocess.Popen, port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


@contextmanager
def throwaway_slapd(program: str) -> Iterator[Slapd]:
    folder = Path(tempfile.mkdtemp(prefix="slapd-", dir="/tmp"))
    (folder / "other").mkdir()
    (folder / "data").mkdir()
    a_certificate(folder / "other", "another")
    a_certificate(folder, "the office")
    settings = {"folder": folder, "base": BASE, "admin": ADMIN, "password": f'"{ADMIN_PASSWORD}"'}
    (folder / "slapd.conf").write_text(CONFIGURATION.format(**settings))
    add = [Path(program).with_name("slapadd"), "-q", "-f", folder / "slapd.conf"]
    subprocess.run(add, input=PEOPLE.format(base=BASE), text=True, check=True, capture_output=True)  # noqa: S603
    plain, secure = (f"{scheme}://127.0.0.1:{free_port()}" for scheme in ("ldap", "ldaps"))
    serve = [program, "-d", "0", "-f", folder / "slapd.conf", "-h", f"{plain}/ {secure}/"]
    with subprocess.Popen(serve, stderr=subprocess.DEVNULL) as server:  # noqa: S603
        try:
            wait_until_it_listens(server, int(plain.rpartition(":")[2]))
            yield Slapd(plain, secure, str(folder / "ca.pem"), str(folder / "other" / "ca.pem"))
        finally:
            server.terminate()
    shutil.rmtree(folder)
