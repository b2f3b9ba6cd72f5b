from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from detente.errors import NotWritable, ProjectExists, ProjectMissing, RecordBroken
from detente.record import open_project, sqlite
from detente.record.postgres import OWN_TABLES
from detente.record.schema import REVISION, metadata
from tests.record.samples import document, raw, reading, spoil

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.record import Record


def test_a_new_record_is_one_file_whole_and_marked(tmp_path: Path) -> None:
    open_project(tmp_path / "deep" / "p.sqlite", create=True).close()
    assert [p.name for p in (tmp_path / "deep").iterdir()] == ["p.sqlite"]
    assert (tmp_path / "deep" / "p.sqlite").read_bytes()[68:72] == b"DETE"


def test_none_there(tmp_path: Path) -> None:
    with pytest.raises(ProjectMissing, match="detente new"):
        open_project(tmp_path / "none.sqlite")
    assert not list(tmp_path.iterdir())


def test_one_there_already(record: Record) -> None:
    with pytest.raises(ProjectExists, match=r"choose another|another name"):
        open_project(record.address, create=True)


@pytest.mark.parametrize("content", [b"", b"Dear diary,\n" * 500, b"SQLite format 3\0" + b"\0" * 5000])
def test_a_file_that_is_no_record(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "p.sqlite"
    path.write_bytes(content)
    for read_only in (True, False):
        with pytest.raises(RecordBroken):
            open_project(path, read_only=read_only)
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "p.sqlite"
    connection = sqlite.driver().connect(str(path))
    connection.execute("CREATE TABLE recipes (name)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(RecordBroken, match="no record of Detente"):
        open_project(path)
    assert path.read_bytes() == before


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordBroken, match="folder"):
        open_project(tmp_path)


def test_a_newer_record(record: Record) -> None:
    spoil(record, "UPDATE alembic_version SET version_num = '9999'")
    record.close()
    with pytest.raises(RecordBroken, match="upgrade"):
        open_project(record.address)


def test_migrations_make_the_tables_of_the_schema(record: Record) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from detente.record.store import reading as reads

    with reads(record) as connection:
        ours = lambda o, name, kind, *_: not (kind == "table" and name.startswith(OWN_TABLES))  # noqa: E731
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert context.get_current_revision() == REVISION
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_schemas_revision() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "detente.record:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == REVISION


def test_read_only_writes_nothing(record: Record) -> None:
    with open_project(record.address, read_only=True) as looked, pytest.raises(NotWritable, match="reading alone"):
        looked.writer()


@contextmanager
def powerless() -> Iterator[None]:
    """As a user who may not write everywhere, where the tests run as the superuser."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="needs POSIX users")
def test_a_folder_that_may_not_be_written() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        found = document()
        with open_project(folder / "p.sqlite", create=True) as made, made.writer() as writer:
            writer.add(found, reading(found), raw=raw(found))
        folder.chmod(0o555)
        try:
            with powerless():
                with open_project(folder / "p.sqlite", read_only=True) as looked:
                    assert looked.view().counts()["documents"] == 1
                    assert looked.view().document(found.id) == found
                with pytest.raises(NotWritable), open_project(folder / "p.sqlite") as again, again.writer() as writer:
                    writer.add(document(uri="other.txt"), None)
                with pytest.raises(NotWritable, match="may be written"):
                    open_project(folder / "new.sqlite", create=True)
        finally:
            folder.chmod(0o755)
