"""Write the trained network as one ONNX file with int8 weights.

The graph takes one window without padding and returns, beside scores, the decisions that need
no search: tags, scripts, sentence starts, the best head of each token within its sentence
and the relation to it. Weights of matrices are quantized per output channel to 7 bits: the
8-bit products of AVX2 without VNNI saturate on the full range. Activations are quantized
dynamically over the window, so a window's result depends on nothing but the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from kg.language.train.model import EPSILON, HEADS, HIDDEN, LAYERS

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

OPSET = 20
MICROSOFT = "com.microsoft"
"""Domain of the fused operators of ONNX Runtime."""


class Graph:
    """Collects nodes and weights of an ONNX graph.

    Args:
        weights: Those of the network.
        epsilon: What its layer norms add to variances.
    """

    def __init__(self, weights: dict[str, NDArray[np.float32]], epsilon: float = EPSILON) -> None:
        self.weights = weights
        self.epsilon = epsilon
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []
        self._known: set[str] = set()

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """Add a constant once and return its name."""
        if name not in self._known:
            self._known.add(name)
            tensor = numpy_helper.from_array(np.ascontiguousarray(value), name)
            self.initializers.append(tensor)
        return name

    def weight(self, name: str) -> str:
        """Add a weight of the network as it is."""
        return self.constant(name, self.weights[name].astype(np.float32))

    def node(
        self, kind: str, inputs: list[str], out: str, domain: str = "", **attributes: Any
    ) -> str:
        """Add a node with one output and return the output's name."""
        self.nodes.append(helper.make_node(kind, inputs, [out], domain=domain, **attributes))
        return out

    def matmul(
        self,
        x: str,
        matrix: NDArray[np.float32],
        bias: NDArray[np.float32] | None,
        out: str,
        int8: bool,
    ) -> str:
        """Add x times a matrix (inputs, outputs) plus a bias."""
        extra = [] if bias is None else [self.constant(f"{out}.bias", bias.astype(np.float32))]
        if not int8:
            name = self.constant(f"{out}.weight", matrix.astype(np.float32))
            if not extra:
                return self.node("MatMul", [x, name], out)
            product = self.node("MatMul", [x, name], f"{out}.product")
            return self.node("Add", [product, extra[0]], out)
        scale = np.maximum(np.abs(matrix).max(0), 1e-8).astype(np.float32) / 64
        rounded = np.clip(np.rint(matrix / scale), -64, 64).astype(np.int8)
        names = [
            self.constant(f"{out}.weight", rounded),
            self.constant(f"{out}.scale", scale),
            self.constant(f"{out}.zero", np.zeros(len(scale), np.int8)),
        ]
        return self.node("DynamicQuantizeMatMul", [x, *names, *extra], out, MICROSOFT)

    def linear(self, x: str, layer: str, out: str, int8: bool) -> str:
        """Add a linear layer of the network."""
        matrix = self.weights[f"{layer}.weight"].T
        return self.matmul(x, matrix, self.weights.get(f"{layer}.bias"), out, int8)

    def integers(self, name: str, *values: int) -> str:
        """Add a constant vector of 64-bit integers."""
        return self.constant(name, np.array(values, np.int64))


def _rows_int8(matrix: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    scale = np.maximum(np.abs(matrix).max(1, keepdims=True), 1e-8).astype(np.float32) / 127
    return np.clip(np.rint(matrix / scale), -127, 127).astype(np.int8), scale


def rows_of_int8(g: Graph, table: str, at: str, out: str) -> str:
    """Add the rows of a table at some places; the table is kept in 8 bits, row by row."""
    rounded, scale = _rows_int8(g.weights[table])
    rows = g.node("Gather", [g.constant(f"{out}.int8", rounded), at], f"{out}.rows")
    scales = g.node("Gather", [g.constant(f"{out}.scale", scale), at], f"{out}.scales")
    rows = g.node("Cast", [rows], f"{out}.float", to=TensorProto.FLOAT)
    return g.node("Mul", [rows, scales], f"{out}.value")


def embeddings(g: Graph) -> str:
    """Add the layer that word pieces, their places and forms go into."""
    word = rows_of_int8(g, "word.weight", "ids", "word")
    # All texts are of one kind; MPNet knows no kinds.
    positions = (g.weights["position.weight"] + g.weights.get("kind", 0.0)).astype(np.float16)
    shape = g.node("Shape", ["ids"], "length")
    part = g.node(
        "Slice",
        [
            g.constant("position.half", positions),
            g.integers("zero", 0),
            shape,
            g.integers("axis0", 0),
        ],
        "position.part",
    )
    position = g.node("Cast", [part], "position.value", to=TensorProto.FLOAT)
    form = g.node("Gather", [g.weight("form_in.weight"), "forms"], "form.value")
    total = g.node("Add", [g.node("Add", [word, position], "embed.a"), form], "embed.sum")
    return g.node(
        "LayerNormalization",
        [total, g.weight("norm.weight"), g.weight("norm.bias")],
        "embed",
        axis=-1,
        epsilon=g.epsilon,
    )


def encoder_layer(
    g: Graph, x: str, i: int, *, int8: bool, first: bool = False, near: str = ""
) -> str:
    """Add a layer of the encoder.

    Args:
        g: The graph.
        x: The states before it.
        i: Number of the layer.
        int8: Whether products are in 8 bits.
        first: Whether it is wanted for the first pieces of tokens only.
        near: What is added to how much places see each other, if anything is.
    """
    at = f"layers.{i}"
    g.linear(x, f"{at}.qkv", f"{at}.qkv.out", int8)
    parts = [f"{at}.{n}" for n in "qkv"]
    g.nodes.append(helper.make_node("Split", [f"{at}.qkv.out"], parts, axis=-1, num_outputs=3))
    if first:
        parts[0] = g.node("Gather", [parts[0], "first"], f"{at}.q.first")
        x = g.node("Gather", [x, "first"], f"{at}.first")
        if near:
            near = g.node("Gather", [near, "first"], f"{at}.near", axis=2)
    batch = [g.node("Unsqueeze", [p, g.integers("axis0", 0)], f"{p}.batch") for p in parts]
    batch += ["", "", near] if near else []
    mixed = g.node("MultiHeadAttention", batch, f"{at}.attention3", MICROSOFT, num_heads=HEADS)
    mixed = g.node("Squeeze", [mixed, g.integers("axis0", 0)], f"{at}.attention")
    a = g.linear(mixed, f"{at}.out", f"{at}.a", int8)
    a = g.node("Add", [x, a], f"{at}.a.sum")
    a = layer_norm(g, a, f"{at}.norm1")
    up = g.node("Gelu", [g.linear(a, f"{at}.up", f"{at}.up.out", int8)], f"{at}.gelu")
    down = g.linear(up, f"{at}.down", f"{at}.down.out", int8)
    return layer_norm(g, g.node("Add", [a, down], f"{at}.b.sum"), f"{at}.norm2")


def layer_norm(g: Graph, x: str, layer: str) -> str:
    """Add a layer norm with the weights of that name."""
    inputs = [x, g.weight(f"{layer}.weight"), g.weight(f"{layer}.bias")]
    return g.node("LayerNormalization", inputs, f"{layer}.out", axis=-1, epsilon=g.epsilon)


def _mixed_words(g: Graph, states: list[str]) -> str:
    """Add the mix of the last three layers at the first pieces, with the form of each token."""
    weights = np.exp(g.weights["mix"] - g.weights["mix"].max())
    weights = weights / weights.sum()
    parts = []
    for i, (state, weight) in enumerate(zip(states, weights, strict=True)):
        last = i == len(states) - 1
        picked = state if last else g.node("Gather", [state, "first"], f"mix.{i}.first")
        factor = g.constant(f"mix.{i}", np.array(weight, np.float32))
        parts.append(g.node("Mul", [picked, factor], f"mix.{i}.part"))
    total = g.node("Add", [g.node("Add", parts[:2], "mix.a"), parts[2]], "mix.sum")
    form = g.node("Gather", [g.weight("form_out.weight"), "word_forms"], "form_out.value")
    return g.node("Concat", [total, form], "words", axis=-1)


HIDDEN_LAYERS = ("tag", "names", "arc_dep", "arc_head", "dep_dep", "dep_head")
"""The layers between token vectors and scores; they share one product."""


def _hidden(g: Graph, x: str, int8: bool) -> dict[str, str]:
    """Add the hidden layers of all heads and return their outputs by name."""
    w = g.weights
    matrix = np.concatenate([w[f"{n}.weight"].T for n in HIDDEN_LAYERS], 1)
    bias = np.concatenate([w[f"{n}.bias"] for n in HIDDEN_LAYERS])
    act = g.node("Relu", [g.matmul(x, matrix, bias, "hidden.out", int8)], "hidden.act")
    sizes = g.integers("hidden.sizes", *(len(w[f"{n}.bias"]) for n in HIDDEN_LAYERS))
    parts = {n: f"{n}.act" for n in HIDDEN_LAYERS}
    g.nodes.append(helper.make_node("Split", [act, sizes], list(parts.values()), axis=-1))
    return parts


def _labels(g: Graph, hidden: dict[str, str]) -> None:
    for name in ("upos", "xpos", "script"):
        scores = g.linear(hidden["tag"], name, f"{name}.scores", int8=False)
        g.node("ArgMax", [scores], name, axis=-1, keepdims=0)
    g.node(
        "LogSoftmax", [g.linear(hidden["names"], "bio", "bio.scores", int8=False)], "bio", axis=-1
    )


def _sentences(g: Graph, x: str) -> str:
    """Add sentence starts and return the mask (tokens, 1 + tokens) of heads in the same one."""
    score = g.linear(x, "start", "start.score2", int8=False)
    score = g.node("Squeeze", [score, g.integers("axis1", 1)], "start.score")
    free = g.node("Equal", ["forced", g.constant("free", np.array(0, np.int64))], "start.free")
    forced = g.node(
        "Greater", ["forced", g.constant("free", np.array(0, np.int64))], "start.forced"
    )
    likely = g.node("Greater", [score, g.constant("half", np.array(0, np.float32))], "start.likely")
    start = g.node("Or", [g.node("And", [free, likely], "start.found"), forced], "start.bool")
    start = g.node("Cast", [start], "start", to=TensorProto.INT64)
    number = g.node("CumSum", [start, g.constant("cumsum.axis", np.array(0, np.int64))], "sentence")
    rows = g.node("Unsqueeze", [number, g.integers("axis1", 1)], "sentence.rows")
    columns = g.node("Unsqueeze", [number, g.integers("axis0", 0)], "sentence.columns")
    same = g.node("Equal", [rows, columns], "sentence.same")
    root = g.node("Equal", [rows, rows], "sentence.root")
    return g.node("Concat", [root, same], "sentence.mask", axis=-1)


def _with_one(g: Graph, x: str, out: str) -> str:
    """Append a column of ones."""
    column = g.node(
        "Slice",
        [x, g.integers("zero", 0), g.integers("one", 1), g.integers("axis1", 1)],
        f"{out}.c",
    )
    zeros = g.node("Sub", [column, column], f"{out}.z")
    ones = g.node("Add", [zeros, g.constant("unit", np.array(1, np.float32))], f"{out}.ones")
    return g.node("Concat", [x, ones], out, axis=-1)


def _tree(g: Graph, hidden: dict[str, str], mask: str, int8: bool) -> None:
    w = g.weights
    dep, head = hidden["arc_dep"], hidden["arc_head"]
    root = g.constant("arc_root", w["arc_root"][None].astype(np.float32))
    head = g.node("Concat", [root, head], "arc_heads", axis=0)
    form = w["arc_form"]
    turned = g.matmul(dep, form[:-1], form[-1], "arc_turned", int8)
    arc = g.node(
        "MatMul", [turned, g.node("Transpose", [head], "arc_heads.t", perm=[1, 0])], "arc.all"
    )
    low = g.constant("low", np.array(-1e4, np.float32))
    arc = g.node("Where", [mask, arc, low], "arc")
    best = g.node("ArgMax", [arc], "head", axis=-1, keepdims=0)
    dep, head = hidden["dep_dep"], hidden["dep_head"]
    root = g.constant("dep_root", w["dep_root"][None].astype(np.float32))
    head = g.node("Concat", [root, head], "dep_heads", axis=0)
    heads = _with_one(g, head, "dep_head")
    deps = _with_one(g, dep, "dep_dep")
    relations, size, _ = w["dep_form"].shape
    chosen = g.node("Gather", [heads, best], "dep.chosen")
    matrix = w["dep_form"].transpose(2, 1, 0).reshape(size, size * relations)
    turned = g.matmul(chosen, matrix, None, "dep.turned", int8)
    cube = g.node("Reshape", [turned, g.integers("dep.shape", -1, size, relations)], "dep.cube")
    rows = g.node("Unsqueeze", [deps, g.integers("axis1", 1)], "dep.rows")
    scores = g.node(
        "Squeeze",
        [g.node("MatMul", [rows, cube], "dep.scores3"), g.integers("axis1", 1)],
        "dep.scores",
    )
    g.node("ArgMax", [scores], "dep", axis=-1, keepdims=0)


OUTPUTS = {
    "upos": (TensorProto.INT64, ["words"]),
    "xpos": (TensorProto.INT64, ["words"]),
    "script": (TensorProto.INT64, ["words"]),
    "start": (TensorProto.INT64, ["words"]),
    "bio": (TensorProto.FLOAT, ["words", "bio"]),
    "head": (TensorProto.INT64, ["words"]),
    "dep": (TensorProto.INT64, ["words"]),
    "arc": (TensorProto.FLOAT, ["words", "heads"]),
    "dep_dep": (TensorProto.FLOAT, ["words", "dep_size"]),
    "dep_head": (TensorProto.FLOAT, ["heads", "dep_size"]),
}
"""Outputs of the graph; `head` counts tokens of the window from 1, 0 is the root."""


def build(
    weights: dict[str, NDArray[np.float32]], encoder_int8: bool = True, heads_int8: bool = True
) -> onnx.ModelProto:
    """Return the ONNX model of the weights of `kg.language.train.model.Analyser`."""
    g = Graph(weights)
    x = embeddings(g)
    states = []
    for i in range(LAYERS):
        x = encoder_layer(g, x, i, int8=encoder_int8, first=i == LAYERS - 1)
        states.append(x)
    words = _mixed_words(g, states[-3:])
    hidden = _hidden(g, words, heads_int8)
    _labels(g, hidden)
    _tree(g, hidden, _sentences(g, words), heads_int8)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [size])
        for name, size in (
            ("ids", "pieces"), ("forms", "pieces"), ("first", "words"),
            ("word_forms", "words"), ("forced", "words"),
        )
    ]  # fmt: skip
    outputs = [helper.make_tensor_value_info(n, t, s) for n, (t, s) in OUTPUTS.items()]
    return model_of(g, "kg-analyser", inputs, outputs)


def model_of(
    g: Graph,
    name: str,
    inputs: list[onnx.ValueInfoProto],
    outputs: list[onnx.ValueInfoProto],
) -> onnx.ModelProto:
    """Return the model of a graph.

    Args:
        g: The graph.
        name: Its name.
        inputs: What it is given.
        outputs: What it returns.
    """
    return helper.make_model(
        helper.make_graph(g.nodes, name, inputs, outputs, g.initializers),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)],
        ir_version=9,
        producer_name="kg",
    )


def weights_of(model: Any) -> dict[str, NDArray[np.float32]]:
    """Return the weights of a trained network as arrays."""
    assert model.word.weight.shape[1] == HIDDEN  # noqa: S101
    return {k: v.detach().numpy() for k, v in model.state_dict().items()}


def write(model: onnx.ModelProto, path: Path) -> None:
    """Write the model after checking it, by way of a temporary name."""
    temporary = path.with_suffix(".tmp")
    onnx.save(model, str(temporary))
    temporary.replace(path)
