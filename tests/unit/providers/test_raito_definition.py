"""The definition of Raito agrees with its policy, and with what a service that reads by itself may say."""

import json

import pytest

from wizard.operations.checks.registry import CHECKS
from wizard.providers.catalogue import ProviderCatalogue, list_providers, load_provider
from wizard.providers.definition import Deploy, Reads
from wizard.providers.loading import ProviderError, read_definition

DEFINITION = load_provider("raito")
POLICY = json.loads(ProviderCatalogue().policy_text("raito"))
MINIMAL = """
id: reader
name: Reader
summary: Reads.
documentation: https://example.com
scopes: [organization]
deploy: none
reads: identity-center
checks: [signed-in]
handover: {place: there, values: [], next_steps: []}
"""


def test_nothing_is_deployed() -> None:
    assert (DEFINITION.deploy, DEFINITION.reads, DEFINITION.operations) == (Deploy.NONE, Reads.IDENTITY_CENTER, ())
    summaries = {one.id: one for one in list_providers()}
    assert not summaries["raito"].deploys
    assert summaries["cloud-entitlements"].deploys
    assert set(DEFINITION.checks) <= set(CHECKS)


@pytest.mark.rule(42)
def test_listing_instances_is_allowed_on_every_resource_and_everything_else_only_reads() -> None:
    for statement in POLICY["Statement"]:
        assert (statement["Effect"], statement["Resource"]) == ("Allow", "*")
        for action in statement["Action"]:
            assert action.partition(":")[2].startswith(("List", "Describe", "Get", "IsMember"))


def test_every_statement_is_explained_once() -> None:
    explained = [sid for one in DEFINITION.permissions for sid in one.sids]
    assert sorted(explained) == sorted(one["Sid"] for one in POLICY["Statement"])


def test_the_target_has_what_the_tool_asks_for_in_this_order() -> None:
    target = DEFINITION.handover.target
    assert target is not None
    assert (target.file, target.list) == ("raito.yml", "targets")
    assert [one.key for one in target.entries] == [
        "name",
        "connector-name",
        "identity-store-id",
        "aws-account-id",
        "aws-profile",
        "aws-region",
    ]


def test_a_folder_alone_makes_a_service_that_reads_by_itself() -> None:
    assert read_definition(MINIMAL, "reader/provider.yaml").reads is Reads.IDENTITY_CENTER


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ("reads: identity-center", "", "what the service reads by itself"),
        ("deploy: none", "deploy: stack\ntemplate: t.yaml", "what the service reads by itself"),
        ("checks: [signed-in]", "checks: [signed-in]\nnames: {stack: x}", "no operations, no names and no status"),
        ("checks: [signed-in]", "checks: [signed-in]\noperations: [stack]", "no operations, no names and no status"),
        (
            "values: []",
            "values: [], target: {file: a.yml, list: b, note: c, entries: [{key: k, value: nowhere}]}",
            "there is no value nowhere",
        ),
    ],
)
def test_what_contradicts_itself_is_refused(line: str, instead: str, said: str) -> None:
    with pytest.raises(ProviderError, match=said):
        read_definition(MINIMAL.replace(line, instead), "reader/provider.yaml")
