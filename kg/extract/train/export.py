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
from kg.extract.train.network import INNER_PAIR, PRODUCTS, STATE, Net
from kg.language.train.export import (
    MICROSOFT,
    OPSET,
    Graph,
    encoder_layer,
    layer_norm,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray


def _network(
    net: Net, weights: dict[str, NDArray[np.float32]], int8: bool = True
) -> onnx.ModelProto:
    g = Graph(weights)
    known = g.linear("states", "states", "states.out", int8)
    bits = g.linear("bits", "known_of.bits", "bits.out", int8=False)
    x = g.node("Add", [known, bits], "sum.bits")
    for n in range(len(WORD_SIZES)):
        column = g.node("Gather", ["numbers", g.integers(f"at{n}", n)], f"c{n}", axis=1)
        column = g.node("Squeeze", [column, g.integers("axis1", 1)], f"column{n}")
        row = g.node("Gather", [g.weight(f"known_of.numbers.{n}.weight"), column], f"row{n}")
        x = g.node("Add", [x, row], f"sum{n}")
    x = layer_norm(g, x, "norm")
    for n in range(len(net.layers)):
        x = encoder_layer(g, x, n, int8)
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
        helper.make_tensor_value_info("states", real, ["words", STATE]),
        helper.make_tensor_value_info("numbers", whole, ["words", len(WORD_SIZES)]),
        helper.make_tensor_value_info("bits", real, ["words", len(KINDS)]),
    ]
    outputs = [
        helper.make_tensor_value_info(name, real, ["words", size])
        for name, size in (("beside", "sides"), ("triggers", len(KINDS)), ("actions", "actions"))
    ]
    graph = helper.make_graph(g.nodes, "kg-claims", inputs, outputs, g.initializers)
    return helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)],
        ir_version=9,
        producer_name="kg.extract.train",
    )


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
