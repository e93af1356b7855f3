"""Write the trained network as the files that extraction reads."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper

from kg.extract.learned.model import FORMAT, reads
from kg.extract.learned.reading import KINDS, WORD_SIZES
from kg.extract.train.encoder import EPSILON, LAYERS, MIXED, POSITIONS, TOLD, Encoder, buckets
from kg.extract.train.network import INNER_PAIR, PRODUCTS, Net
from kg.language.reader import FILE
from kg.language.train.export import Graph, embeddings, encoder_layer, layer_norm, model_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


def _nearness(g: Graph) -> str:
    """Add what is added to how much places see each other by their distance (1, heads, pieces, pieces)."""
    classes = buckets(POSITIONS).numpy()
    by_distance = np.concatenate(
        [classes[0, :0:-1], classes[:, 0]]
    )  # below nothing, and from there on
    table = g.constant("near.table", g.weights["near.weight"][by_distance].astype(np.float32))
    zero, one, middle = (
        g.constant(name, np.array(n, np.int64))
        for name, n in (("near.zero", 0), ("near.one", 1), ("near.middle", POSITIONS - 1))
    )
    length = g.node("Squeeze", ["length"], "near.length")
    places = g.node("Range", [zero, length, one], "near.places")
    moved = g.node("Add", [places, middle], "near.moved")
    rows = g.node("Unsqueeze", [moved, g.integers("axis1", 1)], "near.rows")
    found = g.node("Gather", [table, g.node("Sub", [rows, places], "near.away")], "near.found")
    turned = g.node("Transpose", [found], "near.turned", perm=[2, 0, 1])
    return g.node("Unsqueeze", [turned, g.integers("axis0", 0)], "near")


def _reader(weights: dict[str, NDArray[np.float32]], int8: bool = True) -> onnx.ModelProto:
    g = Graph(weights, EPSILON)
    x, near, layers = embeddings(g), _nearness(g), LAYERS
    states = []
    for i in range(layers):
        x = encoder_layer(g, x, i, int8=int8, first=i == layers - 1, near=near)
        states.append(x)
    mix = np.exp(weights["mix"] - weights["mix"].max())
    total = ""
    for i, (state, weight) in enumerate(zip(states[-MIXED:], mix / mix.sum(), strict=True)):
        last = i == MIXED - 1
        picked = state if last else g.node("Gather", [state, "first"], f"mix.{i}.first")
        factor = g.constant(f"mix.{i}", np.array(weight, np.float32))
        part = g.node("Mul", [picked, factor], f"mix.{i}.part")
        total = g.node("Add", [total, part], f"mix.{i}.sum") if total else part
    g.linear(total, "told", "told", int8)
    whole = TensorProto.INT64
    inputs = [
        helper.make_tensor_value_info(name, whole, [size])
        for name, size in (("ids", "pieces"), ("forms", "pieces"), ("first", "words"))
    ]
    outputs = [helper.make_tensor_value_info("told", TensorProto.FLOAT, ["words", TOLD])]
    return model_of(g, "kg-reader", inputs, outputs)


def write_reader(reader: Encoder, folder: Path) -> None:
    """Write the network of `kg.language.reader`.

    Args:
        reader: The trained network.
        folder: Made if it is not there.
    """
    weights = {name: value.detach().numpy() for name, value in reader.state_dict().items()}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_bytes(_reader(weights).SerializeToString())


def _network(
    net: Net, weights: dict[str, NDArray[np.float32]], int8: bool = True
) -> onnx.ModelProto:
    g = Graph(weights, EPSILON)
    bits = g.linear("bits", "known_of.bits", "bits.out", int8=False)
    x = g.node("Add", ["states", bits], "sum.bits")
    for n in range(len(WORD_SIZES)):
        column = g.node("Gather", ["numbers", g.integers(f"at{n}", n)], f"c{n}", axis=1)
        column = g.node("Squeeze", [column, g.integers("axis1", 1)], f"column{n}")
        row = g.node("Gather", [g.weight(f"known_of.numbers.{n}.weight"), column], f"row{n}")
        x = g.node("Add", [x, row], f"sum{n}")
    x = layer_norm(g, x, "norm")
    for n in range(len(net.layers)):
        x = encoder_layer(g, x, n, int8=int8)
    _beside(g, x, int8)
    hidden = g.linear(x, "word", "word.out", int8)
    scores = g.linear(
        g.node("Gelu", [hidden], "word.act", approximate="tanh"), "trigger", "trigger.out", False
    )
    known = g.node("Mul", ["bits", g.weight("known")], "known.bits")
    g.node("Add", [scores, known], "triggers")
    g.linear(x, "action", "actions", int8=False)
    real, whole = TensorProto.FLOAT, TensorProto.INT64
    inputs = [
        helper.make_tensor_value_info("states", real, ["words", TOLD]),
        helper.make_tensor_value_info("numbers", whole, ["words", len(WORD_SIZES)]),
        helper.make_tensor_value_info("bits", real, ["words", len(KINDS)]),
    ]
    outputs = [
        helper.make_tensor_value_info(name, real, ["words", size])
        for name, size in (("beside", "sides"), ("triggers", len(KINDS)), ("actions", "actions"))
    ]
    return model_of(g, "kg-claims", inputs, outputs)


def _beside(g: Graph, x: str, int8: bool) -> None:
    """Add what words are as a trigger and as a party, for both sides: the first layers of pairs."""
    w = g.weights
    layers = [f"{side}.{part}" for side in "so" for part in "abpq"]
    matrix = np.concatenate([w[f"{layer}.weight"].T for layer in layers], 1)
    bias = [w.get(f"{layer}.bias", np.zeros(INNER_PAIR, np.float32)) for layer in layers]
    g.matmul(x, matrix, np.concatenate(bias).astype(np.float32), "beside", int8)


_TURNED = ("h.weight", "o.weight")
_KEPT = (
    "k.weight",
    "t.weight",
    "q.bias",
    "h.bias",
    "o.bias",
    *(f"{name}.weight" for name in PRODUCTS),
)


def _pairs(weights: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float16]]:
    """Return the weights of the layers that score parties beside words, in half precision."""
    found = {}
    for side in "so":
        special = weights["special"]
        found[f"{side}.special.b"] = special @ weights[f"{side}.b.weight"].T
        found[f"{side}.special.q"] = special @ weights[f"{side}.q.weight"].T
        found |= {f"{side}.{name}": weights[f"{side}.{name}"].T for name in _TURNED}
        found |= {f"{side}.{name}": weights[f"{side}.{name}"] for name in _KEPT}
    found |= {name: w for name, w in weights.items() if name.startswith(("s.f.", "o.f."))}
    return {name: value.astype(np.float16) for name, value in found.items()}


def write(net: Net, settings: dict[str, Any], folder: Path) -> None:
    """Write a model folder for `kg.extract.learned.model.read`.

    Args:
        net: The trained network.
        settings: `calibration` and `floors`.
        folder: Made if it is not there.
    """
    weights = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    folder.mkdir(parents=True, exist_ok=True)
    network, pairs = _network(net, weights).SerializeToString(), _pairs(weights)
    digest = hashlib.sha256(network)
    for name in sorted(pairs):
        digest.update(name.encode() + pairs[name].tobytes())
    (folder / "claims.onnx").write_bytes(network)
    np.savez_compressed(folder / "pairs.npz", **pairs)  # type: ignore[arg-type]
    made = {"format": FORMAT, "version": digest.hexdigest()[:12], "reads": reads(), **settings}
    text = json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "claims.json").write_text(text + "\n", encoding="utf-8")
