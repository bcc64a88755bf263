"""Chinese text: what it is written in, and its typography by mainland rules.

>>> normalise("阿穆尔州 « 联盟 »公司投资3,5亿卢布.").text
'阿穆尔州“联盟”公司投资3,5亿卢布。'
"""

from __future__ import annotations

from translator.text.characters import han_share, has_cyrillic, is_han
from translator.text.normalisation import Normalised, Step, normalise, replay

__all__ = ["Normalised", "Step", "han_share", "has_cyrillic", "is_han", "normalise", "replay"]
