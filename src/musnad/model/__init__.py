"""Room `model`: what the network sees in a text. Labels and scores only, no meaning.

Leaves out: training (room `training`), assembly into frames (room `frames`).
"""

from musnad.model.session import MODEL_FOLDER, Card, Model, card_text, digest_of

__all__ = ["MODEL_FOLDER", "Card", "Model", "card_text", "digest_of"]
