"""Identity Center is found in whichever region it lives, also where AWS cannot look in all of them at once (R42)."""

import asyncio
from collections.abc import Mapping
from typing import Any, cast

import pytest

from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import aws_error
from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError
from wizard.aws.regions import known_regions
from wizard.operations import identity_centers
from wizard.operations.identity_centers import SIDE_BY_SIDE, find_centers

INSTANCE = {
    "InstanceArn": "arn:aws:sso:::instance/ssoins-1",
    "IdentityStoreId": "d-1234567890",
    "OwnerAccountId": "1" * 12,
}
REFUSED = aws_error("AccessDeniedException")


class Regions:
    """AWS in every region. `home` is where Identity Center is; `closed` do not answer; `everywhere` is what is said of
    all regions at once."""

    def __init__(self, home: str, everywhere: Any, closed: frozenset[str] = frozenset()) -> None:
        self.home, self.everywhere, self.closed = home, everywhere, closed
        self.asked: list[str] = []
        self.at_once = self.most = 0

    def at(self, region: str) -> "Access":
        return Access(self, region)


class Access:
    def __init__(self, regions: Regions, region: str) -> None:
        self._regions, self.region = regions, region

    def in_region(self, region: str) -> "Access":
        return self._regions.at(region)

    async def call(self, _service: str, _operation: str, /, **parameters: Any) -> Mapping[str, Any]:
        if "RegionScope" in parameters:
            if isinstance(self._regions.everywhere, AwsError):
                raise self._regions.everywhere
            return {"Instances": self._regions.everywhere}
        self._regions.asked.append(self.region)
        self._regions.at_once += 1
        self._regions.most = max(self._regions.most, self._regions.at_once)
        await asyncio.sleep(0)
        self._regions.at_once -= 1
        if self.region in self._regions.closed:
            raise REFUSED
        return {"Instances": [INSTANCE] if self.region == self._regions.home else []}


def find(run: Run, regions: Regions):
    return run(find_centers(cast("AwsAccess", regions.at("us-east-1")), "aws"))


def test_one_question_is_enough_where_aws_knows_all_regions(run: Run) -> None:
    regions = Regions("eu-central-1", [{**INSTANCE, "PrimaryRegion": "eu-central-1"}])
    [found] = find(run, regions).centers
    assert (found.region, found.store_id, found.owner) == ("eu-central-1", "d-1234567890", "1" * 12)
    assert regions.asked == []


@pytest.mark.parametrize("code", ["ParamValidationError", "ValidationException"])
def test_otherwise_every_region_is_asked_a_few_at_a_time(run: Run, code: str) -> None:
    regions = Regions("ap-southeast-2", aws_error(code), closed=frozenset({"eu-south-1", "me-south-1"}))
    found = find(run, regions)
    assert [one.region for one in found.centers] == ["ap-southeast-2"]
    assert set(found.silent) == {"eu-south-1", "me-south-1"}
    assert sorted(regions.asked) == sorted(run(known_regions("aws")))
    assert 1 < regions.most <= SIDE_BY_SIDE


def test_where_it_is_in_the_profiles_own_region_no_other_is_asked(run: Run) -> None:
    regions = Regions("us-east-1", aws_error("ValidationException"))
    assert [one.region for one in find(run, regions).centers] == ["us-east-1"]
    assert regions.asked == ["us-east-1"]


def test_an_empty_answer_for_all_regions_is_looked_after(run: Run) -> None:
    assert [one.region for one in find(run, Regions("eu-west-3", [])).centers] == ["eu-west-3"]


def test_nowhere_is_nowhere(run: Run) -> None:
    found = find(run, Regions("", []))
    assert (found.centers, found.silent) == ((), ())


def test_a_refusal_is_a_refusal(run: Run) -> None:
    with pytest.raises(AwsError) as refused:
        find(run, Regions("eu-west-3", REFUSED))
    assert refused.value.access_denied


def test_a_replicated_instance_is_one_instance() -> None:
    twice = [identity_centers.IdentityCenter(region, "arn:1", "d-1", "1") for region in ("eu-west-1", "us-east-1")]
    assert len(identity_centers._once(twice)) == 1
