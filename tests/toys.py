"""Tiny models with real tokenizers, taught a dozen sentences by heart in a few seconds.

They are made as published models are: a folder in the layout of transformers.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

RU_ZH = [
    ("губернатор посетил завод", "州长访问了工厂"),
    ("завод выпускает грузовики", "工厂生产卡车"),
    ("министр открыл выставку", "部长为展览揭幕"),
    ("выставка прошла в Пекине", "展览在北京举行"),
    ("губернатор открыл завод", "州长为工厂揭幕"),
    ("делегация прибыла в Смоленск", "代表团抵达斯摩棱斯克"),
    ("министр посетил выставку", "部长访问了展览"),
    ("стороны подписали соглашение", "双方签署了协议"),
]
RU_EN = [(ru, en) for (ru, _), en in zip(RU_ZH, [
    "the governor visited the plant",
    "the plant makes trucks",
    "the minister opened the exhibition",
    "the exhibition was held in Beijing",
    "the governor opened the plant",
    "the delegation came to Smolensk",
    "the minister visited the exhibition",
    "the parties signed an agreement",
], strict=True)]  # fmt: skip
EN_ZH = [(en, zh) for (_, en), (_, zh) in zip(RU_EN, RU_ZH, strict=True)]
_SMALL = {
    "d_model": 32, "encoder_layers": 2, "decoder_layers": 2, "encoder_attention_heads": 2,
    "decoder_attention_heads": 2, "encoder_ffn_dim": 64, "decoder_ffn_dim": 64,
    "max_position_embeddings": 512, "dropout": 0.0, "attention_dropout": 0.0,
    "activation_dropout": 0.0, "scale_embedding": True,
}  # fmt: skip


def marian(
    folder: Path, pairs: list[tuple[str, str]], *, token: str = "", steps: int = 160
) -> Path:
    """A MarianMT directory; ``token`` is a target-language token in front of every source."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    folder.mkdir(parents=True)
    sides = [[p[0] for p in pairs], [p[1] for p in pairs]]
    for name, side in zip(("source.spm", "target.spm"), sides, strict=True):
        (folder / name).write_bytes(_sentencepiece(side))
    pieces = [*_names(folder / "source.spm"), *_names(folder / "target.spm")]
    tokens = ["</s>", "<unk>", *([token] if token else [])]
    tokens += [p for p in dict.fromkeys(pieces) if p not in {"</s>", "<unk>", "<s>"}]
    tokens.append("<pad>")
    (folder / "vocab.json").write_text(json.dumps({t: i for i, t in enumerate(tokens)}))
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "MarianTokenizer", "source_lang": "a", "target_lang": "b"})
    )
    pad = len(tokens) - 1
    torch.manual_seed(7)
    model = MarianMTModel(
        MarianConfig(
            vocab_size=len(tokens), pad_token_id=pad, eos_token_id=0, decoder_start_token_id=pad,
            bos_token_id=0, forced_eos_token_id=0, activation_function="swish", **_SMALL,
        )
    )  # fmt: skip
    _teach(model, folder, "marian", ("ru", "zh"), token, pairs, pad, steps)
    return folder


def m2m(folder: Path, pairs: list[tuple[str, str]], steps: int = 160) -> Path:
    """An M2M-100 directory."""
    import torch
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    folder.mkdir(parents=True)
    both = [text for pair in pairs for text in pair]
    (folder / "sentencepiece.bpe.model").write_bytes(_sentencepiece(both))
    names = [n for n in _names(folder / "sentencepiece.bpe.model") if not n.startswith("<")]
    tokens = ["<s>", "<pad>", "</s>", "<unk>", *(n for n in names if n != "</s>")]
    (folder / "vocab.json").write_text(json.dumps({t: i for i, t in enumerate(tokens)}))
    languages = ["__en__", "__ru__", "__zh__"]
    (folder / "special_tokens_map.json").write_text(
        json.dumps({"additional_special_tokens": languages})
    )
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "M2M100Tokenizer"}')
    torch.manual_seed(7)
    size = len(tokens) + len(languages) + 8
    (folder / "config.json").write_text(json.dumps({"vocab_size": size}))
    model = M2M100ForConditionalGeneration(_m2m_config(M2M100Config, size))
    _teach(model, folder, "m2m", ("ru", "zh"), "", pairs, 1, steps)
    return folder


def nllb(folder: Path, pairs: list[tuple[str, str]], steps: int = 160) -> Path:
    """An NLLB-200 directory, its ``tokenizer.json`` written by transformers itself."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import M2M100Config, M2M100ForConditionalGeneration, NllbTokenizer

    folder.mkdir(parents=True)
    raw = Tokenizer(models.BPE(unk_token="<unk>"))
    raw.pre_tokenizer = pre_tokenizers.Metaspace()
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    raw.train_from_iterator(
        [text for pair in pairs for text in pair],
        trainers.BpeTrainer(vocab_size=160, special_tokens=special, show_progress=False),
    )
    state = json.loads(raw.to_str())["model"]
    languages = ["eng_Latn", "rus_Cyrl", "zho_Hans"]
    tokenizer = NllbTokenizer(
        vocab=state["vocab"],
        merges=[tuple(m) for m in state["merges"]],
        src_lang="rus_Cyrl",
        tgt_lang="zho_Hans",
        extra_special_tokens=languages,
    )
    tokenizer.save_pretrained(str(folder))
    torch.manual_seed(7)
    size = len(tokenizer)
    (folder / "config.json").write_text(json.dumps({"vocab_size": size}))
    model = M2M100ForConditionalGeneration(_m2m_config(M2M100Config, size))
    _teach(model, folder, "nllb", ("rus_Cyrl", "zho_Hans"), "", pairs, 1, steps)
    return folder


def _m2m_config(kind: type, size: int) -> object:
    return kind(
        vocab_size=size, pad_token_id=1, bos_token_id=0, eos_token_id=2,
        decoder_start_token_id=2, encoder_layerdrop=0.0, decoder_layerdrop=0.0,
        activation_function="relu", **_SMALL,
    )  # fmt: skip


def _teach(model, folder, architecture, languages, token, pairs, pad, steps) -> None:
    """Overfit on the pairs, with the project's own tokeniser, and save as safetensors."""
    import torch

    from translator.engines.cards import ModelCard
    from translator.engines.tokenisers import tokeniser_of

    card = ModelCard("toy", architecture, languages=languages, target_token=token)
    tokeniser = tokeniser_of(folder, card)
    words = tokeniser.vocabulary
    sources = [[words.ids[t] for t in tokeniser.encode(a).tokens] for a, _ in pairs]
    if architecture == "marian":
        from sentencepiece import SentencePieceProcessor

        target = SentencePieceProcessor(model_file=str(folder / "target.spm"))
        answers = [target.encode(b, return_type=str) for _, b in pairs]
    else:
        answers = [list(tokeniser.encode(b).tokens[1:-1]) for _, b in pairs]
    head = [words.prefix] if words.prefix else []
    labels = [[words.ids[t] for t in [*head, *a, words.end]] for a in answers]
    start = words.ids[words.start]
    inputs, mask = _padded(sources, pad)
    gold, seen = _padded(labels, pad)
    shifted = torch.cat([torch.full((len(pairs), 1), start), gold[:, :-1]], dim=1)
    gold = gold.masked_fill(seen == 0, -100)
    torch.set_num_threads(1)
    optimiser = torch.optim.AdamW(model.parameters(), lr=6e-3, weight_decay=0.0)
    model.train()
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = 6e-3 * min(1.0, (step + 1) / 20) * (1 - step / steps) + 1e-4
        loss = model(
            input_ids=inputs, attention_mask=mask, decoder_input_ids=shifted, labels=gold
        ).loss
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
    model.eval().save_pretrained(str(folder))


def _padded(rows: list[list[int]], pad: int):
    import torch

    width = max(len(r) for r in rows)
    ids = torch.tensor([r + [pad] * (width - len(r)) for r in rows])
    mask = torch.tensor([[1] * len(r) + [0] * (width - len(r)) for r in rows])
    return ids, mask


def _sentencepiece(sentences: list[str]) -> bytes:
    from sentencepiece import SentencePieceTrainer

    stream = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter([*sentences, ", . ! 。，"] * 4), model_writer=stream,
        vocab_size=150, hard_vocab_limit=False, character_coverage=1.0, minloglevel=2,
    )  # fmt: skip
    return stream.getvalue()


def _names(path: Path) -> list[str]:
    from sentencepiece import SentencePieceProcessor

    model = SentencePieceProcessor(model_file=str(path))
    return [model.id_to_piece(i) for i in range(model.get_piece_size())]
