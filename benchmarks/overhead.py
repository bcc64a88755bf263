"""What ``translate`` costs besides decoding: time, start-up, memory; JSON on standard output.

    python -m benchmarks.overhead [--skip-base]

Shares are of the wall time of a whole process, its start included, on examples/01 after one
run that fills the conversion cache; drafts are not cached, so decoding really happens. Models
that are still poor repeat their decoding, which would flatter the share; ``single_pass``
therefore decodes every segment once, 0.8 target tokens per source piece, beam 4. The base model
is a MarianMT of OPUS-MT's size with random weights. Compare figures of one run only.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RELEASE = ROOT / "examples" / "01-mission-beijing.txt"
_EMBEDDED = ROOT / "models" / "press-ru-zh"
_VOCABULARY = 65_001
_BASE = {
    "d_model": 512, "encoder_layers": 6, "decoder_layers": 6, "encoder_attention_heads": 8,
    "decoder_attention_heads": 8, "encoder_ffn_dim": 2048, "decoder_ffn_dim": 2048,
    "max_position_embeddings": 512, "activation_function": "swish", "scale_embedding": True,
}  # fmt: skip
# Runs the command line in a fresh process and reports on file descriptor 2, last line.
_WATCHED = """
import json, os, sys, time
import cli
from translator.engines import ladder, neural, runtimes
spent = [0.0, 0]
plain = runtimes.CTranslate2Runtime.decode
def single(self, sources, decoding):
    size = max(1, int(0.8 * max(map(len, sources))))
    found = self._translator.translate_batch(
        [list(s) for s in sources], beam_size=decoding.beam, num_hypotheses=decoding.beam,
        max_input_length=0, min_decoding_length=size, max_decoding_length=size,
        return_scores=True, return_attention=decoding.attention)
    return [[runtimes.Hypothesis(tuple(h), r.scores[i] / size, False,
             r.attention[i] if decoding.attention else None)
             for i, h in enumerate(r.hypotheses)] for r in found]
def decode(self, sources, decoding):
    begun = time.perf_counter()
    try:
        return (single if SINGLE else plain)(self, sources, decoding)
    finally:
        spent[0] += time.perf_counter() - begun
        spent[1] += 1
SINGLE = bool(os.environ.get("SINGLE_PASS"))
runtimes.CTranslate2Runtime.decode = decode
if SINGLE:
    neural.Candidate.broken = property(lambda self: "")
    neural.NeuralEngine._second = lambda self, requests, encoded, first: list(first)
try:
    cli.main(sys.argv[1:], prog_name="cli.py")
finally:
    heavy = [m for m in ("torch", "transformers") if m in sys.modules]
    sys.stderr.write("\\n" + json.dumps({"decode": spent[0], "calls": spent[1], "heavy": heavy}))
"""


def environment(home: Path, **more: str) -> dict[str, str]:
    """A user's environment: compiled modules are kept, drafts are not (a folder is in the way)."""
    cache = home / "cache"
    (cache / "drafts.sqlite").mkdir(parents=True, exist_ok=True)
    dropped = ("TRANSLATOR_", "HF_", "PYTHONDONTWRITEBYTECODE")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(dropped)}
    return {
        **kept, "TRANSLATOR_CACHE": str(cache), "PYTHONPYCACHEPREFIX": str(home / "pyc"),
        "PYTHONPATH": str(ROOT), **more,
    }  # fmt: skip


def started(command: list[str], env: dict[str, str]) -> tuple[float, int, str]:
    """Wall seconds, peak resident bytes and standard error of one process."""
    with tempfile.TemporaryFile() as error:
        begun = time.perf_counter()
        process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=error)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        error.seek(0)
        text = error.read().decode()
    if process.returncode:
        raise SystemExit(f"{command} failed: {text[-2000:]}")
    return seconds, usage.ru_maxrss * 1024, text


def translated(home: Path, inputs: list[Path], env: dict[str, str], engine: str) -> dict:
    """One run of translate under watch."""
    command = [sys.executable, "-c", _WATCHED, "translate", *map(str, inputs), "--engine", engine]
    command += ["--to", "docx", "-o", f"{home / 'out'}/", "--force"]
    seconds, peak, text = started(command, env)
    seen = json.loads(text.rpartition("\n")[2])
    return {
        "wall_s": seconds,
        "decode_s": seen["decode"],
        "decode_calls": seen["calls"],
        "share_not_decoding": 1 - seen["decode"] / seconds,
        "torch_imported": bool(seen["heavy"]),
        "peak_mb": peak / 1e6,
    }


def middle(runs: list[dict]) -> dict:
    """The run with the median share, rounded."""
    chosen = sorted(runs, key=lambda run: run["share_not_decoding"])[len(runs) // 2]
    return {k: round(v, 3) if isinstance(v, float) else v for k, v in chosen.items()}


def build_base(folder: Path) -> None:
    """A MarianMT of base size; pieces of the embedded model, the rest of the rows unused."""
    code = (
        "import json, sys, torch; from transformers import MarianConfig, MarianMTModel\n"
        "sizes, folder = json.loads(sys.argv[1]), sys.argv[2]; torch.manual_seed(0)\n"
        "n = sizes['vocab_size']\n"
        "MarianMTModel(MarianConfig(pad_token_id=n - 1, eos_token_id=0, bos_token_id=0, "
        "decoder_start_token_id=n - 1, forced_eos_token_id=None, **sizes))"
        ".save_pretrained(folder)\n"
    )
    folder.mkdir()
    sizes = json.dumps({**_BASE, "vocab_size": _VOCABULARY})
    subprocess.run(
        [sys.executable, "-c", code, sizes, str(folder)], check=True, stderr=subprocess.DEVNULL
    )
    ids = json.loads((_EMBEDDED / "vocab.json").read_text(encoding="utf-8"))
    tokens = [t for t, _ in sorted(ids.items(), key=lambda item: item[1]) if t != "<pad>"]
    tokens += [f"filler{i}" for i in range(_VOCABULARY - 1 - len(tokens))] + ["<pad>"]
    words = json.dumps({t: i for i, t in enumerate(tokens)}, ensure_ascii=False)
    (folder / "vocab.json").write_text(words, encoding="utf-8")
    for name in ("source.spm", "target.spm", "tokenizer_config.json"):
        (folder / name).write_bytes((_EMBEDDED / name).read_bytes())


def start_up(env: dict[str, str], runs: int = 9) -> dict:
    """``--help`` against importing click, in turn, medians."""
    ours, theirs = [], []
    for _ in range(runs + 1):
        ours.append(started([sys.executable, str(ROOT / "cli.py"), "--help"], env)[0])
        theirs.append(started([sys.executable, "-c", "import click"], env)[0])
    help_s, click_s = statistics.median(ours[1:]), statistics.median(theirs[1:])
    return {"help_s": round(help_s, 4), "import_click_s": round(click_s, 4),
            "ratio": round(help_s / click_s, 2)}  # fmt: skip


def main() -> None:
    """Measure all of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--skip-base", action="store_true", help="leave the base model out")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        env = environment(home)
        single = environment(home, SINGLE_PASS="1")

        def shares(env: dict[str, str], engine: str) -> dict:
            translated(home, [RELEASE], env, engine)
            return middle([translated(home, [RELEASE], env, engine) for _ in range(given.runs)])

        result = {
            "load": [round(x, 2) for x in os.getloadavg()],
            "embedded": shares(env, "embedded"),
            "embedded_single_pass": shares(single, "embedded"),
        }
        copies = [home / f"release{n}.txt" for n in range(8)]
        for copy in copies:
            copy.write_bytes(RELEASE.read_bytes())
        result["memory_8_inputs"] = middle([translated(home, copies, env, "embedded")])
        result["start_up"] = start_up(env)
        if not given.skip_base:
            build_base(home / "base")
            result["base_single_pass"] = shares(single, f"marian:{home / 'base'}")
    sys.stdout.write(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
