"""Legal acts, their editions and articles, and where pages speak of them."""

from .act import LINK, LegalAct
from .mention import Mention
from .parts import ActEdition, Article

__all__ = ["LINK", "ActEdition", "Article", "LegalAct", "Mention"]
