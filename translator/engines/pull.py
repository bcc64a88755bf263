"""Fetching a model: a pinned revision, safetensors and tokenizer files only, every byte checked.

The download itself (resume by HTTP range, retries, ``HF_HUB_OFFLINE``) is huggingface_hub's.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from huggingface_hub.hf_api import ModelInfo


from translator.engines.cards import ModelCard, ModelFile, card_of_folder, card_text
from translator.engines.catalogue import check_file, find_card, model_folder
from translator.engines.convert import file_sum
from translator.errors import EngineError, MissingModelError, UsageError

WANTED = (
    "config.json",
    "generation_config.json",
    "model.safetensors",
    "source.spm",
    "target.spm",
    "vocab.json",
    "tokenizer_config.json",
    "tokenizer.json",
    "special_tokens_map.json",
    "sentencepiece.bpe.model",
)
"""The only files ever fetched: nothing that could be unpickled or run."""

_NEEDED = ("config.json", "model.safetensors")
_PICKLED = ("pytorch_model.bin", "model.ckpt", "pytorch_model.bin.index.json")
Confirm = Callable[[ModelCard], bool]
Notice = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file as the hub lists it; 0 and '' where it does not say."""

    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Pulled:
    """A model in place; ``fetched`` is empty where all files were there already."""

    card: ModelCard
    folder: Path
    fetched: tuple[str, ...]


class Hub(Protocol):
    """Where models come from."""

    def files(self, repository: str, revision: str) -> Mapping[str, HubFile]:
        """Files of a repository at a revision."""

    def licence(self, repository: str, revision: str) -> str:
        """The licence the repository states, or an empty string."""

    def fetch(self, repository: str, revision: str, name: str) -> Path:
        """A local copy of one file."""


class DirectoryHub:
    """A folder in place of a hub: a USB stick, a share, a snapshot in a cache."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise UsageError(
                "is not a folder", place=str(folder), remedy="name the folder of the model"
            )
        self._folder = folder

    def files(self, repository: str, revision: str) -> Mapping[str, HubFile]:
        """The plain files of the folder."""
        return {p.name: HubFile(p.stat().st_size) for p in self._folder.iterdir() if p.is_file()}

    def licence(self, repository: str, revision: str) -> str:
        """A folder states none."""
        return ""

    def fetch(self, repository: str, revision: str, name: str) -> Path:
        """The file itself."""
        return self._folder / name


class HuggingFaceHub:
    """huggingface.co or its mirror (``HF_ENDPOINT``); offline, what its cache holds."""

    def files(self, repository: str, revision: str) -> Mapping[str, HubFile]:
        """See :class:`Hub`."""
        from huggingface_hub import constants

        if constants.HF_HUB_OFFLINE:
            return DirectoryHub(self._snapshot(repository, revision)).files(repository, revision)
        return {
            s.rfilename: HubFile(s.size or 0, s.lfs.sha256 if s.lfs else "")
            for s in self._info(repository, revision).siblings or ()
        }

    def licence(self, repository: str, revision: str) -> str:
        """See :class:`Hub`."""
        from huggingface_hub import constants

        if constants.HF_HUB_OFFLINE:
            return ""
        data = self._info(repository, revision).card_data
        return str(data.get("license") or "") if data else ""

    def fetch(self, repository: str, revision: str, name: str) -> Path:
        """See :class:`Hub`; an interrupted download goes on where it broke."""
        from huggingface_hub import hf_hub_download

        return Path(_asked(lambda: hf_hub_download(repository, name, revision=revision)))

    def _info(self, repository: str, revision: str) -> ModelInfo:
        from huggingface_hub import HfApi

        return _asked(
            lambda: HfApi().model_info(repository, revision=revision, files_metadata=True)
        )

    def _snapshot(self, repository: str, revision: str) -> Path:
        from huggingface_hub import snapshot_download

        return Path(
            _asked(lambda: snapshot_download(repository, revision=revision, local_files_only=True))
        )


def _asked(call: Callable[[], T]) -> T:
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return call()
    except LocalEntryNotFoundError as error:
        raise MissingModelError(
            "the model is not in the local cache and the hub cannot be reached",
            remedy="go online, unset HF_HUB_OFFLINE, or give a local folder",
        ) from error
    except (HfHubHTTPError, OSError, ValueError) as error:
        raise EngineError(
            f"the hub refused ({' '.join(str(error).split())[:200]})",
            remedy="check the id, the revision and the connection; a repeated pull resumes",
        ) from error


def pull(
    name: str,
    *,
    models: Path,
    revision: str = "",
    hub: Hub | None = None,
    confirm: Confirm | None = None,
    notice: Notice | None = None,
) -> Pulled:
    """Fetch the model ``name`` (a card id or a hub id) into ``models``.

    ``revision`` overrides the card's; one of them must be given, so that a pull is repeatable.
    ``confirm`` is asked where the licence forbids commercial use or is unknown and answers
    False by default. Every file is checked for size and sum before the folder appears.

    :raises UsageError: no revision, or the licence was not accepted.
    :raises EngineError: no safetensors, wrong sums, or the hub refused.
    """
    card = find_card(name, models) or ModelCard(name, "marian", hub=name)
    pinned = revision or card.revision
    source = hub or HuggingFaceHub()
    if not pinned and not isinstance(source, DirectoryHub):
        raise UsageError(
            f"the card of {card.id!r} pins no revision",
            remedy="add --revision with a commit of the repository",
        )
    if not card.hub and not isinstance(source, DirectoryHub):
        raise UsageError(
            f"{card.id!r} is not on a hub", remedy="it comes with the tool; give its folder"
        )
    listed = source.files(card.hub, pinned)
    _require_safetensors(card, listed)
    stated = source.licence(card.hub, pinned)
    card = replace(
        card,
        licence=card.licence or stated,
        non_commercial=card.non_commercial or "-nc" in stated.lower(),
        revision=pinned,
    )
    folder = model_folder(card.id, models)
    if _whole(folder, card, listed):
        return Pulled(card, folder, ())
    if (card.non_commercial or not card.licence) and not (confirm and confirm(card)):
        raise UsageError(
            f"licence of {card.id!r} is {card.licence or 'unknown'}"
            + (": no commercial use" if card.non_commercial else ""),
            remedy="read it, then add --accept-licence",
        )
    return _store(card, folder, listed, source, notice or (lambda _: None))


def _require_safetensors(card: ModelCard, listed: Mapping[str, HubFile]) -> None:
    absent = [n for n in _NEEDED if n not in listed]
    if not absent:
        return
    pickled = [n for n in _PICKLED if n in listed]
    if pickled:
        raise EngineError(
            f"{card.id!r} at this revision has only {pickled[0]}, which is never unpickled",
            remedy="name a --revision that has model.safetensors (often refs/pr/N)",
        )
    raise EngineError(
        f"{card.id!r} at this revision lacks {', '.join(absent)}",
        remedy="check the id and the revision",
    )


def _expected(name: str, card: ModelCard, listed: Mapping[str, HubFile]) -> list[HubFile]:
    """What the card and the hub say of a file; both must hold."""
    own = [HubFile(f.size, f.sha256) for f in card.files if f.name == name]
    return [*own, listed[name]]


def _whole(folder: Path, card: ModelCard, listed: Mapping[str, HubFile]) -> bool:
    names = [n for n in WANTED if n in listed]
    if not folder.is_dir() or not all((folder / n).is_file() for n in names):
        return False
    return all(
        check_file(folder / n, e.size, e.sha256)[0] in {"right", "unknown"}
        for n in names
        for e in _expected(n, card, listed)
    )


def _store(
    card: ModelCard, folder: Path, listed: Mapping[str, HubFile], source: Hub, notice: Notice
) -> Pulled:
    """Gather the files in a folder beside the final one, check them, then rename."""
    names = [n for n in WANTED if n in listed]
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".pulling-", dir=folder.parent) as work:
        staged = Path(work) / folder.name
        staged.mkdir()
        files = []
        for name in names:
            notice(name)
            # A copy, not a link: damage to the one must never reach the other.
            shutil.copyfile(source.fetch(card.hub, card.revision, name), staged / name)
            for expected in _expected(name, card, listed):
                status, _ = check_file(staged / name, expected.size, expected.sha256)
                if status not in {"right", "unknown"}:
                    raise EngineError(
                        f"{status} after the download",
                        place=f"{card.id}/{name}",
                        remedy="pull again; if it stays, the repository has changed",
                    )
            files.append(ModelFile(name, (staged / name).stat().st_size, file_sum(staged / name)))
        kept = replace(_fitting(card, staged), files=tuple(files))
        (staged / "card.toml").write_text(card_text(kept), encoding="utf-8")
        if folder.exists():
            folder.rename(Path(work) / "before")
        staged.rename(folder)
    return Pulled(kept, folder, tuple(names))


def _fitting(card: ModelCard, staged: Path) -> ModelCard:
    """The card with the architecture the files show."""
    seen = card_of_folder(staged)
    if card.architecture == seen.architecture:
        return card
    return replace(card, architecture=seen.architecture, languages=seen.languages)
