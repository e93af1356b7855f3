"""Make a model folder of a checkpoint: weights, labels, lemma table, tokenizer."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from kg.language.labels import BIO, UPOS
from kg.language.network import FORMAT
from kg.language.train import conllu, data, export
from kg.language.train.loop import restore

_OPEN = ("VERB", "NOUN", "ADJ", "ADV")


def lemma_table(folder: Path, here: Path) -> dict[str, dict[str, Any]]:
    """Return the table of `kg.language.lemmas.Lemmatizer` from the training trees.

    Kept are pairs of lower-cased form and Penn tag that have one lemma in most cases, and the
    lemmas of verbs, nouns, adjectives and adverbs.
    """
    drop = data.held_out(here / "held_out_gum.txt")
    seen: dict[tuple[str, str], dict[str, int]] = {}
    lemmas: dict[str, dict[str, int]] = {upos: {} for upos in _OPEN}
    for name in ("ewt-train", "gum-by", "gum-by-sa"):
        for sentence in conllu.read(folder / "treebank" / f"{name}.conllu"):
            if sentence.document in drop:
                continue
            rows = zip(sentence.words, sentence.lemmas, sentence.upos, sentence.xpos, strict=True)
            for word, lemma, upos, xpos in rows:
                if upos in ("PUNCT", "SYM", "X", "NUM", "PROPN") or xpos in ("GW", "ADD", "FW"):
                    continue
                counts = seen.setdefault((word.lower(), xpos), {})
                counts[lemma] = counts.get(lemma, 0) + 1
                if upos in lemmas and lemma.isalpha():
                    lemmas[upos][lemma] = lemmas[upos].get(lemma, 0) + 1
    forms: dict[str, dict[str, str]] = {}
    for (form, xpos), counts in sorted(seen.items()):
        lemma, most = max(counts.items(), key=lambda x: (x[1], x[0]))
        plain = lemma == form and xpos in ("NN", "JJ", "VB", "VBP", "RB", "IN", "UH", "CC")
        if not plain and most >= 0.6 * sum(counts.values()):
            forms.setdefault(xpos, {})[form] = lemma
    return {"forms": forms, "lemmas": {upos: sorted(words) for upos, words in lemmas.items()}}


def package(checkpoint: Path, data_folder: Path, here: Path, encoder: Path, out: Path) -> None:
    """Write a model folder.

    Args:
        checkpoint: A checkpoint of `kg.language.train.loop`.
        data_folder: The training data, for the lemma table.
        here: This project's own lists.
        encoder: The pre-trained encoder's folder, for its tokenizer.
        out: The folder to write.
    """
    state = restore(checkpoint)
    weights = export.weights_of(state.model)
    out.mkdir(parents=True, exist_ok=True)
    export.write(export.build(weights), out / "model.onnx")
    np.save(out / "relations.npy", weights["dep_form"].astype(np.float16))
    shutil.copyfile(encoder / "tokenizer.json", out / "tokenizer.json")
    text = json.dumps(lemma_table(data_folder, here), ensure_ascii=False, sort_keys=True)
    (out / "lemmas.json").write_text(text + "\n", encoding="utf-8")
    digest = hashlib.sha256((out / "model.onnx").read_bytes()).hexdigest()
    labels = {
        "format": FORMAT,
        "version": digest[:12],
        "upos": list(UPOS),
        "bio": list(BIO),
        "xpos": list(state.labels.xpos),
        "deps": list(state.labels.deps),
        "scripts": list(state.labels.scripts),
    }
    text = json.dumps(labels, ensure_ascii=False, indent=1)
    (out / "labels.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Read the arguments and write the model folder."""
    from kg.language.analyser import MODEL
    from kg.language.train.__main__ import encoder_folder

    parser = argparse.ArgumentParser(prog="python -m kg.language.train.package")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder with treebank/ and ner/")
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--encoder", type=Path, default=None)
    args = parser.parse_args()
    here = Path(__file__).parent
    package(args.checkpoint, args.data, here, args.encoder or encoder_folder(), args.out)


if __name__ == "__main__":
    main()
