"""The larger network that tells what words mean, to those who read claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

FILE = "reader.onnx"


class Reader:
    """The reader of a model folder.

    It sees the windows that the analyser's own network sees (`kg.language.windows`).

    Args:
        folder: Holds `reader.onnx`.

    Raises:
        ModelError: It is not there, or is no network.
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / FILE), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise ModelError(
                f"Can't read the reader in {folder}: {error}",
                "Install kg again, or make it with: python -m kg.extract.train",
            ) from error

    def read(self, ids: list[int], forms: list[int], first: list[int]) -> NDArray[np.float32]:
        """Return what it tells of the tokens of one window, a row for each.

        Args:
            ids: Word pieces, with the special ones at both ends.
            forms: Form of each piece's token.
            first: Position of each token's first piece.
        """
        feed = {
            "ids": np.array(ids, np.int64),
            "forms": np.array(forms, np.int64),
            "first": np.array(first, np.int64),
        }
        told: NDArray[np.float32] = self._session.run(["told"], feed)[0]
        return told
