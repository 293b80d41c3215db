"""A phone with passkeys, in a few lines: answers what a page asks, signed as the standard wants it."""

import json
import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

FLAG = AuthenticatorData.FLAG


class Phone:
    """``looks_at_its_owner``: it checks a face or a code before it signs."""

    def __init__(self, origin, *, looks_at_its_owner=True):
        self.origin = origin
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.flags = FLAG.UP | (FLAG.UV if looks_at_its_owner else 0)

    def make(self, options):
        """The answer to a page that adds a passkey."""
        asked = options["publicKey"]
        self.person = asked["user"]["id"]
        credential = AttestedCredentialData.create(
            b"\0" * 16, self.id, ES256.from_cryptography_key(self.key.public_key())
        )
        data = AuthenticatorData.create(sha256(asked["rp"]["id"].encode()), self.flags | FLAG.AT, 0, credential)
        attestation = AttestationObject.create("none", data, {})
        answer = {
            "clientDataJSON": self.said("webauthn.create", asked),
            "attestationObject": websafe_encode(attestation),
        }
        return self.credential(answer) | {"clientExtensionResults": {"credProps": {"rk": True}}}

    def show(self, options):
        """The answer to a page that asks for the passkey."""
        asked = options["publicKey"]
        said = self.said("webauthn.get", asked)
        data = AuthenticatorData.create(sha256(asked["rpId"].encode()), self.flags, 0)
        signature = self.key.sign(data + sha256(websafe_decode(said)), ec.ECDSA(SHA256()))
        return self.credential(
            {
                "clientDataJSON": said,
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
                "userHandle": self.person,
            }
        )

    def said(self, kind, asked):
        said = {"type": kind, "challenge": asked["challenge"], "origin": self.origin, "crossOrigin": False}
        return websafe_encode(json.dumps(said).encode())

    def credential(self, response):
        return {
            "type": "public-key",
            "id": websafe_encode(self.id),
            "rawId": websafe_encode(self.id),
            "response": response,
            "clientExtensionResults": {},
        }
