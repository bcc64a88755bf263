"""Text to a model's tokens and back, without torch or transformers.

Both runtimes read tokens made here, so that they agree by construction; a model is converted
with the very vocabulary that is used to run it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from translator.engines.cards import ModelCard, read_json
from translator.errors import EngineError

UNKNOWN = "<unk>"
UNKNOWN_MARK = "⁇"
_END = "</s>"
_PAD = "<pad>"
_NOWHERE = (-1, -1)


@dataclass(frozen=True, slots=True)
class Encoding:
    """Tokens with the spans of the text they stand for; (-1, -1) for added marks."""

    tokens: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Tokens by id, with the marks a converter and a decoder need."""

    tokens: tuple[str, ...]
    ids: dict[str, int]
    start: str
    prefix: str = ""
    pad: str = _PAD
    end: str = _END
    unknown: str = UNKNOWN


class Tokeniser(Protocol):
    """One model's way from text to tokens."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Tokens by id; ``prefix`` is the target language's mark that starts every answer."""

    def encode(self, text: str) -> Encoding:
        """Tokens of a source text, language and end marks included."""

    def decode(self, tokens: Sequence[str]) -> str:
        """Text of an answer; a token the model could not write shows as ``⁇``."""

    def knows(self, text: str) -> bool:
        """Whether every piece of ``text`` is in the source vocabulary."""


def tokeniser_of(folder: Path, card: ModelCard) -> Tokeniser:
    """The tokeniser of a model directory.

    :raises EngineError: a file is missing or damaged, or the vocabulary does not fit the model.
    """
    if card.architecture == "marian":
        return MarianTokeniser(folder, card)
    if card.architecture == "m2m":
        return M2MTokeniser(folder, card)
    return NllbTokeniser(folder, card)


class _PieceTokeniser:
    """SentencePiece on both sides with a token table: ``[mark] pieces </s>``."""

    def __init__(self, source: Any, target: Any, mark: str, vocabulary: Vocabulary) -> None:
        self._source = source
        self._target = target
        self._mark = mark
        self._vocabulary = vocabulary

    @property
    def vocabulary(self) -> Vocabulary:
        """Tokens by id."""
        return self._vocabulary

    def encode(self, text: str) -> Encoding:
        """The language mark, where the model wants one, the pieces, the end."""
        return _framed(_pieces(self._source, text), self._mark, _END)

    def decode(self, tokens: Sequence[str]) -> str:
        """Text of the target pieces."""
        return _joined(self._target, tokens)

    def knows(self, text: str) -> bool:
        """Whether no piece of ``text`` is unknown."""
        return all(token in self._vocabulary.ids for token, _ in _pieces(self._source, text))


class MarianTokeniser(_PieceTokeniser):
    """``source.spm``, ``target.spm`` and ``vocab.json`` of a MarianMT directory."""

    def __init__(self, folder: Path, card: ModelCard) -> None:
        if (folder / "target_vocab.json").is_file():
            raise EngineError(
                "separate source and target vocabularies are not supported",
                place=str(folder),
                remedy="use a model with one shared vocab.json",
            )
        ids = _ids(read_json(folder / "vocab.json"), folder / "vocab.json")
        tokens = _by_id(ids, folder / "vocab.json")
        if tokens[-1] != _PAD:
            # CTranslate2 takes the last row of a Marian embedding for padding and drops it.
            raise EngineError(
                f"{_PAD} must be the last entry of the vocabulary, found {tokens[-1]!r} there",
                place=str(folder / "vocab.json"),
                remedy="export the model again with <pad> as its last id",
            )
        mark = card.target_token
        if mark and mark not in ids:
            raise EngineError(
                f"target token {mark!r} is not in the vocabulary",
                place=str(folder / "vocab.json"),
                remedy="correct target_token in the model card",
            )
        super().__init__(
            _sentencepiece(folder / "source.spm"),
            _sentencepiece(folder / "target.spm"),
            mark,
            Vocabulary(tokens, ids, start=_PAD),
        )


class M2MTokeniser(_PieceTokeniser):
    """``sentencepiece.bpe.model`` and ``vocab.json`` of M2M-100; languages follow as ``__ru__``."""

    def __init__(self, folder: Path, card: ModelCard) -> None:
        model = _sentencepiece(folder / "sentencepiece.bpe.model")
        place = folder / "vocab.json"
        ids = _ids(read_json(place), place)
        tokens = [*_by_id(ids, place), *_languages(folder)]
        size = int(read_json(folder / "config.json").get("vocab_size", 0))
        if len(tokens) > size:
            raise EngineError(
                f"{len(tokens)} tokens for a model of {size}",
                place=str(place),
                remedy="fetch the model again with cli.py models pull",
            )
        tokens += [f"madeupword{i}" for i in range(size - len(tokens))]
        source, target = (f"__{code}__" for code in card.languages)
        vocabulary = Vocabulary(
            tuple(tokens), {t: i for i, t in enumerate(tokens)}, start=_END, prefix=target
        )
        _require_languages(vocabulary, (source, target), folder)
        super().__init__(model, model, source, vocabulary)


class NllbTokeniser:
    """``tokenizer.json`` of NLLB-200, run by the ``tokenizers`` library."""

    def __init__(self, folder: Path, card: ModelCard) -> None:
        from tokenizers import Tokenizer

        place = folder / "tokenizer.json"
        read_json(place)
        try:
            self._model = Tokenizer.from_file(str(place))
        except Exception as error:  # the Rust binding raises the bare class
            raise EngineError(
                f"tokenizer cannot be read ({error})",
                place=str(place),
                remedy="fetch the model again with cli.py models pull",
            ) from error
        tokens = list(_by_id(self._model.get_vocab(with_added_tokens=True), place))
        size = int(read_json(folder / "config.json").get("vocab_size", 0))
        if len(tokens) > size:
            raise EngineError(
                f"{len(tokens)} tokens for a model of {size}",
                place=str(place),
                remedy="fetch the model again with cli.py models pull",
            )
        tokens += [f"madeupword{i}" for i in range(size - len(tokens))]
        source, target = card.languages
        self._source_mark = source
        self._vocabulary = Vocabulary(
            tuple(tokens), {t: i for i, t in enumerate(tokens)}, start=_END, prefix=target
        )
        _require_languages(self._vocabulary, card.languages, folder)

    @property
    def vocabulary(self) -> Vocabulary:
        """Tokens by id."""
        return self._vocabulary

    def encode(self, text: str) -> Encoding:
        """``rus_Cyrl pieces </s>``: the language stands in front since NLLB's release fix."""
        return _framed(self._pieces(text), self._source_mark, _END)

    def decode(self, tokens: Sequence[str]) -> str:
        """Text of the pieces (sentencepiece's ``▁`` is a space)."""
        text = "".join(UNKNOWN_MARK if t == UNKNOWN else t for t in tokens)
        return text.replace("▁", " ").strip()

    def knows(self, text: str) -> bool:
        """Whether no piece of ``text`` is unknown."""
        return all(token != UNKNOWN for token, _ in self._pieces(text))

    def _pieces(self, text: str) -> list[tuple[str, tuple[int, int]]]:
        encoded = self._model.encode(text, add_special_tokens=False)
        return list(zip(encoded.tokens, encoded.offsets, strict=True))


def _sentencepiece(path: Path) -> Any:
    from sentencepiece import SentencePieceProcessor

    if not path.is_file():
        raise EngineError(
            "file is missing",
            place=str(path),
            remedy="fetch the model again with cli.py models pull",
        )
    try:
        return SentencePieceProcessor(model_file=str(path))
    except (RuntimeError, OSError) as error:
        raise EngineError(
            f"sentencepiece model is damaged ({error})",
            place=str(path),
            remedy="fetch the model again with cli.py models pull",
        ) from error


def _pieces(model: Any, text: str) -> list[tuple[str, tuple[int, int]]]:
    found = model.encode(text, return_type="offset_mapping")
    return list(zip(found["pieces"], found["offsets"], strict=True))


def _framed(pieces: list[tuple[str, tuple[int, int]]], mark: str, end: str) -> Encoding:
    head = [(mark, _NOWHERE)] if mark else []
    framed = [*head, *pieces, (end, _NOWHERE)]
    return Encoding(tuple(token for token, _ in framed), tuple(span for _, span in framed))


def _joined(model: Any, tokens: Sequence[str]) -> str:
    parts: list[str] = []
    run: list[str] = []
    for token in tokens:
        if token == UNKNOWN:
            parts += [model.decode(run) if run else "", UNKNOWN_MARK]
            run = []
        else:
            run.append(token)
    parts.append(model.decode(run) if run else "")
    return "".join(parts).replace("▁", " ").strip()


def _ids(data: dict[str, Any], place: Path) -> dict[str, int]:
    if not all(isinstance(i, int) for i in data.values()) or UNKNOWN not in data:
        raise EngineError(
            "vocabulary is damaged",
            place=str(place),
            remedy="fetch the model again with cli.py models pull",
        )
    return data


def _by_id(ids: dict[str, int], place: Path) -> tuple[str, ...]:
    ordered = sorted(ids.items(), key=lambda item: item[1])
    if [i for _, i in ordered] != list(range(len(ordered))):
        raise EngineError(
            "vocabulary has gaps or doubled ids",
            place=str(place),
            remedy="fetch the model again with cli.py models pull",
        )
    return tuple(token for token, _ in ordered)


def _languages(folder: Path) -> list[str]:
    """Language tokens of M2M-100 in id order, as its tokenizer files list them."""
    for name in ("special_tokens_map.json", "tokenizer_config.json"):
        if not (folder / name).is_file():
            continue
        data = read_json(folder / name)
        listed = data.get("additional_special_tokens") or data.get("extra_special_tokens") or []
        names = [str(t["content"] if isinstance(t, dict) else t) for t in listed]
        if names:
            return names
    raise EngineError(
        "no list of language tokens",
        place=str(folder),
        remedy="fetch the model again with cli.py models pull (special_tokens_map.json)",
    )


def _require_languages(vocabulary: Vocabulary, marks: tuple[str, ...], folder: Path) -> None:
    for mark in marks:
        if mark not in vocabulary.ids:
            raise EngineError(
                f"the model has no language {mark!r}",
                place=str(folder),
                remedy="correct languages in the model card",
            )
