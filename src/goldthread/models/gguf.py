"""The tokenizer of a GGUF file, read from its header: tokens are counted without asking the server."""

import struct
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

_SIMPLE = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}
_STRING, _ARRAY = 8, 9
_LIMIT = 2_000_000
_GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"


def _take(file: BinaryIO, form: str) -> Any:
    data = file.read(struct.calcsize(form))
    return struct.unpack(form, data)[0]


def _string(file: BinaryIO) -> bytes:
    size = _take(file, "<Q")
    if size > _LIMIT:
        raise ValueError("a string of the header is too long")
    return file.read(size)


def _value(file: BinaryIO, kind: int) -> Any:
    if kind in _SIMPLE:
        return _take(file, _SIMPLE[kind])
    if kind == _STRING:
        return _string(file)
    if kind == _ARRAY:
        inner, size = _take(file, "<I"), _take(file, "<Q")
        if size > _LIMIT:
            raise ValueError("an array of the header is too long")
        return [_value(file, inner) for _ in range(size)]
    raise ValueError(f"unknown kind {kind} in the header")


@lru_cache(maxsize=4)
def read_header(path: Path) -> dict[str, Any]:
    """Metadata of a GGUF file by key; texts are bytes.

    Raises:
        ValueError: The file is no GGUF file.
    """
    with path.open("rb") as file:
        if file.read(4) != b"GGUF":
            raise ValueError("is no GGUF file")
        try:
            _take(file, "<I")
            _take(file, "<Q")
            return {_string(file).decode(): _value(file, _take(file, "<I")) for _ in range(_take(file, "<Q"))}
        except struct.error as error:
            raise ValueError("is cut short") from error


def _byte_of() -> dict[str, int]:
    """GPT-2's printable stand-ins for bytes, back to the bytes."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    table = {chr(byte): byte for byte in plain}
    others = [byte for byte in range(256) if byte not in set(plain)]
    return table | {chr(256 + at): byte for at, byte in enumerate(others)}


@lru_cache(maxsize=4)
def tokenizer(path: Path) -> Any | None:
    """A tiktoken encoding with the file's own vocabulary, None where it is no byte-level BPE."""
    import tiktoken

    header = read_header(path)
    if header.get("tokenizer.ggml.model") != b"gpt2":
        return None
    table = _byte_of()
    kinds = header.get("tokenizer.ggml.token_type", [])
    ranks: dict[bytes, int] = {}
    special: dict[str, int] = {}
    for rank, token in enumerate(header["tokenizer.ggml.tokens"]):
        text = token.decode()
        if (kinds and kinds[rank] != 1) or any(letter not in table for letter in text):
            special[text] = rank
        else:
            ranks[bytes(table[letter] for letter in text)] = rank
    return tiktoken.Encoding(name=path.stem, pat_str=_GPT2, mergeable_ranks=ranks, special_tokens=special)


def window(path: Path) -> int:
    """The model's context window in tokens, as its file says; 4,096 where it does not."""
    header = read_header(path)
    architecture = header.get("general.architecture", b"llama").decode()
    return int(header.get(f"{architecture}.context_length", 4096))
