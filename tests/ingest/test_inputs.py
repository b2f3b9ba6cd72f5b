"""Files and folders to inputs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from detente.errors import Changed, TooLarge, Unreadable
from detente.ingest.inputs import Input, find
from detente.model.findings import Failure


def test_stable_order_and_each_file_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", "sub/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [each.path.relative_to(tmp_path).as_posix() for each in find([tmp_path, tmp_path / "a.txt"])]
    assert found == ["a.txt", "b.txt", "sub/a.txt", "sub/c.txt"]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "up").symlink_to(tmp_path, target_is_directory=True)
    assert [each.path.name for each in find([tmp_path])] == ["a.txt"]


def test_missing_path_is_a_failure(tmp_path: Path) -> None:
    (failure,) = find([tmp_path / "nowhere"])
    assert isinstance(failure, Failure)
    assert failure.kind == "Unreadable"
    assert failure.cure == "check the path"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may open everything")
def test_folder_without_permission(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        (failure,) = find([closed])
    finally:
        closed.chmod(0o700)
    assert isinstance(failure, Failure)
    assert "chmod" in failure.cure


def test_folder_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    (failure,) = find([tmp_path])
    assert isinstance(failure, Failure)
    assert failure.kind == "Unreadable"
    assert "chmod" in failure.cure


def test_size_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 11)
    with pytest.raises(TooLarge, match="11 bytes"):
        Input(path).read(max_bytes=10)
    assert Input(path).read(max_bytes=11) == b"x" * 11


def test_a_file_that_keeps_changing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    stat = Path.stat
    calls = []

    def grow(self: Path, **options: bool) -> os.stat_result:
        if self == path:
            calls.append(1)
            with path.open("ab") as file:
                file.write(b"y")
        return stat(self, **options)

    monkeypatch.setattr(Path, "stat", grow)
    with pytest.raises(Changed):
        Input(path).read()
    assert len(calls) == 2


def test_a_file_that_changed_once_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    stat = Path.stat
    calls = []

    def grow(self: Path, **options: bool) -> os.stat_result:
        calls.append(1)
        if len(calls) == 1:
            path.write_bytes(b"xyz")
        return stat(self, **options)

    monkeypatch.setattr(Path, "stat", grow)
    assert Input(path).read() == b"xyz"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable, match="no regular file"):
        Input(tmp_path / "pipe").read()
