from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.unit.runner.works_bench import CATALOGUE, PROVIDER, request
from wizard.model.connection import Phase, Status, Way
from wizard.runner.new_row import new_row

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def test_nothing_is_known_of_a_row_that_is_new() -> None:
    row = new_row(request(), PROVIDER, NOW)
    assert (row.phase, row.status, row.way, row.role_arn) == (Phase.CONNECTING, Status.UNKNOWN, Way.PROFILE, "")
    assert (row.created_at, row.checked_at) == (NOW, None)


@pytest.mark.parametrize(("provider_id", "at_aws"), [("cloud-entitlements", True), ("datadog", False)])
def test_it_says_whether_the_switch_changes_aws(*, provider_id: str, at_aws: bool) -> None:
    asked = replace(request(), provider_id=provider_id)
    assert new_row(asked, CATALOGUE.load(provider_id), NOW).status_at_aws is at_aws
