"""Nothing leads out of a workspace: paths that try, links, and links swapped in while it looks."""

import os
import threading
from pathlib import Path

import pytest

from goldthread.errors import BadInput
from goldthread.navigation.tools import CatalogFiles, grep, list_files, read_file
from goldthread.navigation.workspace import Workspace

SECRET = "the secret"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text(SECRET)
    (tmp_path / "secret.txt").write_text(SECRET)
    root = tmp_path / "root"
    (root / "inside").mkdir(parents=True)
    (root / "inside" / "a.txt").write_text("open\n")
    (root / "navigator.md").write_text("begin\n")
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    (root / "linked").symlink_to(tmp_path / "outside")
    (root / "inside" / "up").symlink_to("..")
    (root / "near.txt").symlink_to("navigator.md")
    (root / ".hidden").write_text(SECRET)
    os.mkfifo(root / "pipe")
    return root


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "inside/../../secret.txt",
        "inside/../navigator.md",
        "./../secret.txt",
        "..",
        "../",
        "inside/..",
        "/etc/passwd",
        "//etc/passwd",
        "~/secret.txt",
        "~root/x",
        "C:/secret.txt",
        "file:///etc/passwd",
        "..\\secret.txt",
        "inside\\..\\..\\secret.txt",
        "link.txt",
        "linked/secret.txt",
        "inside/up/secret.txt",
        "inside/up/../secret.txt",
        "near.txt",
        ".hidden",
        "inside/.",
        "inside//a.txt",
        "navigator.md/",
        "navigator.md/.",
        "navigator.md\0",
        "navigator.md\0.txt",
        "\0",
        "navigator.md\n",
        "pipe",
        "inside",
        "",
        ".",
        "NAVIGATOR.MD",
        "navigator.md ",
        "．．/secret.txt",
        "‥/secret.txt",
        "..％2fsecret.txt",
        "%2e%2e/secret.txt",
        "..∕secret.txt",
        "․․/secret.txt",
        "inside/\u202e/a.txt",
        "\ud800",
        "a" * 300,
        "a/" * 100,
        "x" * 100_000,
        "/proc/self/environ",
        "/dev/stdin",
    ],
)
def test_paths_that_try_to_leave_are_refused(root: Path, path: str) -> None:
    with pytest.raises(BadInput) as raised:
        Workspace(root).read(path) if path != "navigator.md/" else Workspace(root).names(path)
    assert SECRET not in str(raised.value)
    assert str(root.parent) not in str(raised.value)
    assert len(str(raised.value)) < 1_000


@pytest.mark.parametrize("path", ["..", "/", "linked", "inside/up", "navigator.md", "pipe", ".hidden", "\0"])
def test_folders_that_try_to_leave_are_refused(root: Path, path: str) -> None:
    with pytest.raises(BadInput):
        Workspace(root).names(path)


def test_links_hidden_and_special_files_are_neither_listed_nor_searched(root: Path) -> None:
    workspace = Workspace(root)
    assert workspace.names() == ["inside/", "navigator.md"]
    assert [*workspace.stamps()] == ["inside/a.txt", "navigator.md"]
    files = CatalogFiles(root)
    assert grep(files, "secret", mode="raw").items == []
    assert [one["name"] for one in list_files(files).items] == ["inside/", "navigator.md"]
    assert read_file(files, "inside/a.txt").text == "open\n"


def test_a_root_that_is_no_folder_is_said(root: Path) -> None:
    for bad in (root / "none", root / "navigator.md"):
        with pytest.raises(BadInput, match="cannot be opened as a folder"):
            Workspace(bad).names()


def test_a_root_that_is_made_again_is_seen(root: Path) -> None:
    workspace = Workspace(root)
    assert workspace.read("navigator.md") == b"begin\n"
    root.rename(root.with_name("old"))
    root.mkdir()
    (root / "navigator.md").write_text("new\n")
    assert workspace.read("navigator.md") == b"new\n"


@pytest.mark.parametrize("what", ["file", "folder", "middle"])
def test_a_link_swapped_in_between_check_and_use_does_not_lead_out(root: Path, what: str) -> None:
    """A thread swaps a plain file or folder for a link to the secret and back, while another reads all the time."""
    plain, link = root / "inside" / "plain", root / "inside" / "link"
    outside = root.parent / "outside"
    asked = {"file": "inside/swap", "folder": "inside/swap/secret.txt", "middle": "inside/swap/deep/secret.txt"}[what]
    if what == "file":
        plain.write_text("open")
        link.symlink_to(outside / "secret.txt")
    else:
        below = plain / "deep" if what == "middle" else plain
        below.mkdir(parents=True)
        (below / "secret.txt").write_text("open")
        link.symlink_to(outside)
        (outside / "deep").mkdir()
        (outside / "deep" / "secret.txt").write_text(SECRET)
    swap = root / "inside" / "swap"
    stop = threading.Event()

    def swapping() -> None:
        while not stop.is_set():
            for one in (plain, link):
                one.rename(swap)
                swap.rename(one)

    thread = threading.Thread(target=swapping)
    thread.start()
    seen: dict[str, int] = {}
    workspace = Workspace(root)
    try:
        for number in range(4_000):
            try:
                text = workspace.read(asked).decode()
            except BadInput as error:
                text = error.message.split(":")[0]
            if number % 20 == 0:
                found = workspace.read_all([*workspace.stamps()])
                assert SECRET.encode() not in b"".join(found.values())
            seen[text] = seen.get(text, 0) + 1
    finally:
        stop.set()
        thread.join()
    assert SECRET not in seen
    assert seen.get("open"), seen
    assert any("link" in text for text in seen), seen
