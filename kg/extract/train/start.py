"""The layers of the shipped analyser as PyTorch weights, to start from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor

_MATRICES = {"qkv": "qkv.out", "out": "a", "up": "up.out", "down": "down.out"}
_NORMS = ("norm1", "norm2")


def layer_weights(path: Path, layer: int) -> dict[str, Tensor]:
    """Return the weights of one encoder layer of `model.onnx`, its 7-bit numbers times their scales.

    Args:
        path: The analyser's network (`kg.language.train.export`).
        layer: Number of the layer, from 0.
    """
    at = f"layers.{layer}"
    known: dict[str, Any] = {
        tensor.name: numpy_helper.to_array(tensor)
        for tensor in onnx.load(str(path)).graph.initializer
        if tensor.name.startswith(f"{at}.")
    }
    found: dict[str, Tensor] = {}
    for name, out in _MATRICES.items():
        matrix = known[f"{at}.{out}.weight"].astype(np.float32)
        scale = known.get(f"{at}.{out}.scale")
        matrix = matrix if scale is None else matrix * scale
        found[f"{name}.weight"] = torch.from_numpy(np.ascontiguousarray(matrix.T))
        found[f"{name}.bias"] = torch.from_numpy(known[f"{at}.{out}.bias"].copy())
    for name in _NORMS:
        for part in ("weight", "bias"):
            found[f"{name}.{part}"] = torch.from_numpy(known[f"{at}.{name}.{part}"].copy())
    return found
