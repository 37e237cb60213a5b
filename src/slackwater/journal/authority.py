"""The certificate of an authority of one's own, and private keys made unreadable for a file.

An authority stands for the person's own computer on the home network, so that their phone trusts its pages. Its
private key belongs into the journal and nowhere else. What it may vouch for is written into the certificate
itself (name constraints, RFC 5280 §4.2.1.10): one name, and addresses that only home networks use. A stolen key
vouches for no other site.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Network

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

YEARS = 10
"""How long an authority lasts. ENG: about as long as a computer."""

_A_DAY = timedelta(days=1)
_VOUCHES = x509.KeyUsage(
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=True,
    encipher_only=False,
    decipher_only=False,
)


def new_authority(
    title: str, host: str, networks: Sequence[IPv4Network], now_unix_s: int
) -> tuple[bytes, bytes]:
    """A self-signed certificate and its private key, both PEM, good for ``host`` and these networks alone.

    It starts a day early, for a phone whose clock is late.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Slackwater"),
            x509.NameAttribute(NameOID.COMMON_NAME, title),
        ]
    )
    now = datetime.fromtimestamp(now_unix_s, UTC)
    permitted = [x509.DNSName(host), *(x509.IPAddress(network) for network in networks)]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _A_DAY)
        .not_valid_after(now + 365 * YEARS * _A_DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_VOUCHES, critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return certificate.public_bytes(Encoding.PEM), plain


def under_password(key: bytes, password: bytes) -> bytes:
    """The same private key as a PEM that opens with this password alone: fit for a file that lives for a moment."""
    return load_pem_private_key(key, None).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password)
    )
