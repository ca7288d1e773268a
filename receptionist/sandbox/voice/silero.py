"""The sense of turns: Silero's voice activity model, computed here with numpy from the weights that a package carries.

The model is small: a short-time spectrum, four convolutions, one recurrent cell. The package's own runtime takes
about forty milliseconds of every second of audio and holds the interpreter meanwhile; this takes a few.
"""

from dataclasses import dataclass

import numpy as np

from receptionist.sandbox.voice.mel import Floats
from receptionist.sandbox.voice.protocols import VAD_SAMPLES
from receptionist.sandbox.voice.silero_weights import read_tensors
from receptionist.sandbox.voice.weights import VAD

_CONTEXT, _WINDOW, _HOP, _BINS, _CELLS = 64, 256, 128, 129, 128
_STRIDES = (1, 2, 2, 1)


@dataclass(frozen=True)
class SileroModel:
    """The weights, shared by all streams; convolutions as matrices over three neighbouring columns."""

    basis: Floats
    layers: tuple[tuple[Floats, Floats, int], ...]
    cell: Floats
    cell_bias: Floats
    out: Floats
    out_bias: float

    @classmethod
    def load(cls) -> "SileroModel":
        """Raises `VoiceUnavailable` when the package or its weights are not as expected."""
        tensors = read_tensors(VAD.verified())
        layers = tuple(
            (
                np.ascontiguousarray(tensors[f"encoder.{index}.reparam_conv.weight"].transpose(0, 2, 1)).reshape(
                    len(tensors[f"encoder.{index}.reparam_conv.bias"]), -1
                ),
                tensors[f"encoder.{index}.reparam_conv.bias"][:, None],
                stride,
            )
            for index, stride in enumerate(_STRIDES)
        )
        return cls(
            basis=tensors["stft.forward_basis_buffer"].reshape(2 * _BINS, _WINDOW),
            layers=layers,
            cell=np.hstack((tensors["decoder.rnn.weight_ih"], tensors["decoder.rnn.weight_hh"])),
            cell_bias=tensors["decoder.rnn.bias_ih"] + tensors["decoder.rnn.bias_hh"],
            out=tensors["decoder.decoder.2.weight"].reshape(-1),
            out_bias=float(tensors["decoder.decoder.2.bias"].reshape(-1)[0]),
        )


class SileroVad:
    """Implements `Vad` for one stream: remembers the end of the last frame and the recurrent cell's state."""

    def __init__(self, model: SileroModel) -> None:
        self._model = model
        self._context = np.zeros(_CONTEXT, np.float32)
        self._hidden = np.zeros(_CELLS, np.float32)
        self._cell = np.zeros(_CELLS, np.float32)

    def __call__(self, frame: bytes) -> float:
        samples = np.frombuffer(frame, "<i2").astype(np.float32) / np.float32(32768)
        return self._recur(self._encode(self._spectrum(samples)))

    def _spectrum(self, samples: Floats) -> Floats:
        """Magnitudes, shape (129, 4), of the frame behind the end of the last one; its own end is mirrored."""
        whole = np.concatenate((self._context, samples, samples[-2 : -2 - _CONTEXT : -1]))
        self._context = samples[VAD_SAMPLES - _CONTEXT :]
        windows = np.lib.stride_tricks.sliding_window_view(whole, _WINDOW)[::_HOP]
        parts = self._model.basis @ windows.T
        magnitudes: Floats = np.sqrt(np.square(parts[:_BINS]) + np.square(parts[_BINS:]))
        return magnitudes

    def _encode(self, columns: Floats) -> Floats:
        for weight, bias, stride in self._model.layers:
            count = columns.shape[1]
            padded = np.zeros((len(columns), count + 2), np.float32)
            padded[:, 1:-1] = columns
            neighbours = np.vstack([padded[:, shift : shift + count : stride] for shift in range(3)])
            columns = np.maximum(weight @ neighbours + bias, 0.0)
        return columns[:, 0]

    def _recur(self, column: Floats) -> float:
        gates = self._model.cell @ np.concatenate((column, self._hidden)) + self._model.cell_bias
        entry, forget, candidate, output = gates.reshape(4, _CELLS)
        self._cell = _sigmoid(forget) * self._cell + _sigmoid(entry) * np.tanh(candidate)
        self._hidden = _sigmoid(output) * np.tanh(self._cell)
        logit = float(self._model.out @ np.maximum(self._hidden, 0.0)) + self._model.out_bias
        return float(1.0 / (1.0 + np.exp(-logit)))


def _sigmoid(values: Floats) -> Floats:
    shares: Floats = (1 / (1 + np.exp(-values))).astype(np.float32)
    return shares
