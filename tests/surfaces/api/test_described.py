"""The interface as its description tells it: whatever is sent is answered in its shapes."""

from __future__ import annotations

import re
from shutil import copyfile

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from mahdar import views
from mahdar.accounts import Accounts
from mahdar.record import Record
from mahdar.surfaces.api import build
from mahdar.views import Asked

OPERATIONS = 39
NEVER_WRONG = {
    "GET /api/v1/documents/{key}", "GET /api/v1/documents/{key}/annotations", "GET /api/v1/documents/{key}/reading",
    "GET /api/v1/documents/{key}/similar",
    "GET /api/v1/show/{key}", "GET /health", "GET /metrics", "DELETE /api/v1/session", "GET /api/v1/accounts",
    "GET /api/v1/me", "GET /api/v1/tokens",
}  # fmt: skip
"""Operations whose every parameter is any text, so that nothing that is sent there is of a wrong kind."""
CHECKS = [
    not_a_server_error, response_schema_conformance, status_code_conformance, content_type_conformance,
    negative_data_rejection,
]  # fmt: skip


PASSWORD = "four words in a row"


@pytest.fixture(scope="module")
def mine(where: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A copy of the record with an admin, since much of what is sent here is obeyed."""
    path = tmp_path_factory.mktemp("described") / "mine.db"
    copyfile(where, path)
    with Accounts.open(path) as accounts:
        accounts.make("admin", PASSWORD, "admin", by="test")
    return str(path)


@pytest.fixture(scope="module")
def described(mine: str) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", build(mine))


@pytest.mark.parametrize("number", range(OPERATIONS))
@pytest.mark.parametrize("mode", list(GenerationMode), ids=str)
def test_whatever_is_asked_is_answered_as_described(
    described: schemathesis.BaseSchema, mine: str, number: int, mode: GenerationMode
) -> None:
    operation = sorted((o.ok() for o in described.get_all_operations()), key=lambda o: o.label)[number]
    with Accounts.open(mine) as accounts:
        secret, _ = accounts.sign_in("admin", PASSWORD, origin=f"{mode} {number}")

    @settings(
        max_examples=12, deadline=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), database=None,
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        case.call_and_validate(checks=CHECKS, headers={"Authorization": f"Bearer {secret}"})

    try:
        ask()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE
        assert operation.label in NEVER_WRONG


def there(where: str) -> dict[str, list[str]]:
    """Some things that there are, by the address that shows them."""
    few = Asked(limit=5)
    with Record.open(where) as record:
        documents = [row.id for row in views.documents(record, few)]
        found = [
            *(row.id for row in views.rounds(record, few)), *(row.id for row in views.statements(record, few)),
            *(row.id for row in views.pledges(record, few)), *(row.id for row in views.conflicts(record, few)),
            *documents,
        ]  # fmt: skip
        tracks = [row.id for row in views.tracks(record, Asked())]
    ofs = ("", "/annotations", "/reading", "/similar")
    return {
        "GET /api/v1/show/{key}": found, "GET /feeds/track/{track}.atom": tracks,
        **{f"GET /api/v1/documents/{{key}}{of}": documents for of in ofs},
    }  # fmt: skip


def test_what_there_is_is_shown_as_described(described: schemathesis.BaseSchema, where: str) -> None:
    operations = {each.ok().label: each.ok() for each in described.get_all_operations()}
    for label, keys in there(where).items():
        assert keys
        [name] = re.findall(r"{(\w+)}", label)
        for key in keys:
            case = operations[label].Case(path_parameters={name: key}, query={}, headers={}, cookies={})
            answer = case.call_and_validate(checks=CHECKS)
            assert answer.status_code == 200


def test_every_operation_is_asked(described: schemathesis.BaseSchema) -> None:
    assert len(list(described.get_all_operations())) == OPERATIONS
