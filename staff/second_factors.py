"""How allauth keeps second factors here."""

from allauth.mfa.adapter import DefaultMFAAdapter

from staff.sealing import seal, unseal


class SealedSecrets(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
