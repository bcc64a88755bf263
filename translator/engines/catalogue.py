"""The models an installation knows: their cards, where they lie, whether they are whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from translator.engines.cards import ModelCard, card_of_folder, read_card
from translator.engines.convert import file_sum
from translator.errors import UsageError


@dataclass(frozen=True, slots=True)
class ModelState:
    """A card with what is on this machine; ``size`` in bytes of the files present."""

    card: ModelCard
    folder: Path
    present: bool
    size: int = 0


@dataclass(frozen=True, slots=True)
class FileCheck:
    """Outcome for one file: ``right``, ``missing``, ``wrong size``, ``wrong sum`` or
    ``unknown`` where the card gives no sum to compare with."""

    name: str
    status: str
    sha256: str = ""

    @property
    def failed(self) -> bool:
        """Whether the file must be fetched again."""
        return self.status in {"missing", "wrong size", "wrong sum"}


def model_folder(identifier: str, models: Path) -> Path:
    """Where the weights of a card or hub id lie (``a/b`` becomes ``a--b``).

    :raises UsageError: the id would leave the folder of models.
    """
    name = identifier.replace("/", "--")
    if not name or name.startswith(".") or "\\" in name:
        raise UsageError(f"{identifier!r} is not a model id", remedy="use cli.py models list")
    return models / name


def cards(models: Path) -> list[ModelCard]:
    """All cards of ``models/*.toml`` and of pulled models without one, by id."""
    found = {c.id: c for c in (read_card(path) for path in sorted(models.glob("*.toml")))}
    for path in sorted(models.glob("*/card.toml")):
        card = read_card(path)
        found.setdefault(card.id, card)
    return [found[key] for key in sorted(found)]


def find_card(name: str, models: Path) -> ModelCard | None:
    """The card with this id or hub id."""
    return next((c for c in cards(models) if name in (c.id, c.hub) and name), None)


def info(name: str, models: Path) -> ModelState:
    """Card and presence of one model.

    :raises UsageError: no such model; the known ones are listed.
    """
    card = find_card(name, models)
    folder = Path(name) if card is None and Path(name).is_dir() else None
    if card is None and folder is not None:
        card = card_of_folder(folder)
    if card is None:
        known = ", ".join(c.id for c in cards(models)) or "none"
        raise UsageError(f"unknown model {name!r}", remedy=f"known models: {known}")
    return _state(card, folder or model_folder(card.id, models))


def states(models: Path) -> list[ModelState]:
    """All known models with their presence."""
    return [_state(card, model_folder(card.id, models)) for card in cards(models)]


def _state(card: ModelCard, folder: Path) -> ModelState:
    present = (folder / "config.json").is_file() and (folder / "model.safetensors").is_file()
    size = sum(p.stat().st_size for p in folder.iterdir() if p.is_file()) if present else 0
    return ModelState(card, folder, present, size)


def verify(name: str, models: Path) -> list[FileCheck]:
    """Compare every file of a model with its card, reading all of it.

    A card that was pulled with sums (``card.toml`` in the folder) fills what the shipped card
    leaves open.

    :raises UsageError: no such model.
    """
    state = info(name, models)
    expected = {f.name: f for f in state.card.files}
    own = state.folder / "card.toml"
    if own.is_file():
        for file in read_card(own).files:
            shipped = expected.get(file.name)
            if shipped is None or not shipped.sha256:
                expected[file.name] = file
    if not expected and state.folder.is_dir():
        return [FileCheck(p.name, "unknown") for p in sorted(state.folder.iterdir())]
    checks = []
    for file in expected.values():
        path = state.folder / file.name
        checks.append(FileCheck(file.name, *check_file(path, file.size, file.sha256)))
    return checks


def check_file(path: Path, size: int, sha256: str) -> tuple[str, str]:
    """Status (see :class:`FileCheck`) and SHA-256 of a file; 0 and '' are not compared."""
    if not path.is_file():
        return "missing", ""
    if size and path.stat().st_size != size:
        return "wrong size", ""
    found = file_sum(path)
    if sha256 and found != sha256.lower():
        return "wrong sum", found
    return ("right" if sha256 else "unknown"), found
