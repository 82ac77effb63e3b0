"""Addresses of the AWS console in each partition."""

import pytest

from wizard.model.console import HOSTS, ConsolePage, console_address


@pytest.mark.parametrize(
    ("partition", "region", "start"),
    [
        ("aws", "eu-central-1", "https://console.aws.amazon.com/"),
        ("aws-us-gov", "us-gov-west-1", "https://console.amazonaws-us-gov.com/"),
        ("aws-cn", "cn-north-1", "https://console.amazonaws.cn/"),
    ],
)
def test_a_stack_is_made_in_the_right_console_and_region(partition, region, start):
    address = console_address(ConsolePage.CREATE_STACK, partition, region)
    assert address == f"{start}cloudformation/home?region={region}#/stacks/create"


@pytest.mark.parametrize("partition", HOSTS)
@pytest.mark.parametrize("page", list(ConsolePage))
def test_every_page_has_an_address_everywhere(page, partition):
    address = console_address(page, partition, "x-y-1")
    assert address.startswith("https://console.")
    assert "{" not in address
