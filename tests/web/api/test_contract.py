"""Whatever is asked of the API, its answer is one that its OpenAPI description has (schemathesis)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth  # sends our token again; test_writing asks without it

from detente.settings import Settings
from detente.web.app import create_app
from detente.web.importing import Imports
from detente.web.jobs import Job
from tests.fixtures import hostile, iran
from tests.web.conftest import TOKEN, written

if TYPE_CHECKING:
    from fastapi import FastAPI

HEALTHY = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture]
NOTHING_TO_BREAK = {("get", "/about"), ("get", "/imports")}
"""What takes no parameter cannot be asked wrongly."""
EXAMPLES = {GenerationMode.POSITIVE: 8, GenerationMode.NEGATIVE: 5}


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory):
    path = written(tmp_path_factory.mktemp("contract") / "iran.sqlite", iran(), hostile())
    app = create_app(path, settings=Settings(), token=TOKEN, hosts=["testserver"])

    def begin(imports: Imports, files: list[tuple[str, bytes]]) -> Job:
        """Reads nothing: the files are odd, and each read takes a process."""
        imports.newest = Job(path, [path for _ in files], Settings(), at_end=lambda: None)
        imports.newest.running = False
        return imports.newest

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Imports, "begin", begin)
        patch.setattr(Imports, "close", lambda _: None)
        yield described_by(app)


def described_by(app: FastAPI):
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


def test_all_addresses_are_described(described) -> None:
    paths = {found.ok().path for found in described.get_all_operations()}
    assert {"/documents", "/notes/{layer}", "/cite/{note}", "/search", "/splits", "/series", "/imports"} <= paths


@pytest.mark.parametrize("mode", list(EXAMPLES))
def test_every_answer_is_as_described(described, mode: GenerationMode) -> None:
    checked: list[str] = []
    for found in described.get_all_operations():
        operation = found.ok()
        if mode is GenerationMode.NEGATIVE and (operation.method.lower(), operation.path) in NOTHING_TO_BREAK:
            continue

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=EXAMPLES[mode],
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=HEALTHY,
        )
        def check(case) -> None:
            case.call_and_validate(headers={"authorization": f"Bearer {TOKEN}"}, excluded_checks=[ignored_auth])

        try:
            check()
        except Unsatisfiable:  # what takes any words cannot be asked wrongly
            assert mode is GenerationMode.NEGATIVE
        else:
            checked.append(operation.path)
    assert len(checked) >= 10
