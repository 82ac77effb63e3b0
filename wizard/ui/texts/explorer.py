"""Sentences about Resource Explorer in an organization: what is wrong, why, and what to do."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = {
    "explorer.not-trusted": QT_TRANSLATE_NOOP(
        "Messages",
        "The organization does not let Resource Explorer look into its accounts. Turn trusted access on here, or in "
        "the AWS console under AWS Organizations › Services.",
    ),
    "explorer.no-index": QT_TRANSLATE_NOOP(
        "Messages",
        "The management account has no index. Quick Setup never reaches it. Make one here, in the connection's Region, "
        "which becomes the aggregator; those in other Regions are made under Resource Explorer › Settings.",
    ),
    "explorer.no-aggregator": QT_TRANSLATE_NOOP(
        "Messages",
        "The management account has indexes in {regions}, and none of them is the aggregator. Make the one in the "
        "connection's Region the aggregator here, or another one under Resource Explorer › Settings. Where one was "
        "demoted or deleted before, AWS lets you do that 24 hours later.",
    ),
    "explorer.no-view": QT_TRANSLATE_NOOP(
        "Messages",
        "No view covers the whole organization. Make it here; it goes to {region}, where the aggregator is.",
    ),
    "explorer.empty-view": QT_TRANSLATE_NOOP(
        "Messages",
        "The view of the organization finds nothing yet. After a change AWS takes up to 36 hours to fill it: check "
        "again later. Where that has passed, see whether indexes are missing.",
    ),
    "explorer.indexes-missing": QT_TRANSLATE_NOOP(
        "Messages",
        "{count} indexes are missing, in {accounts} member accounts. Let Quick Setup make them here for the whole "
        "organization, or for some units and Regions in the AWS console under Systems Manager › Quick Setup. It "
        "replaces the aggregators that members have made for themselves.",
    ),
    "explorer.own-indexes-missing": QT_TRANSLATE_NOOP(
        "Messages",
        "The management account has no index in {regions}. Quick Setup never reaches it: create them there under "
        "Resource Explorer › Settings.",
    ),
    "explorer.denied": QT_TRANSLATE_NOOP(
        "Messages",
        "The policy “{policy}” denies CloudFormation in {regions}. It is attached to {places} and hits {accounts} with "
        "its statement {statement}. Ask whoever manages the policies to let cloudformation:* through there, then "
        "deploy Quick Setup again.",
    ),
    "explorer.perhaps-denied": QT_TRANSLATE_NOOP(
        "Messages",
        "The policy “{policy}” may deny CloudFormation in {regions}. It is attached to {places} and may hit "
        "{accounts} with its statement {statement}; the conditions could not be judged from here. Ask whoever manages "
        "the policies.",
    ),
    "explorer.not-allowed": QT_TRANSLATE_NOOP(
        "Messages",
        "No policy attached to {places} allows CloudFormation in {regions}, and so {accounts} cannot have it there. "
        "Ask whoever manages the policies to allow cloudformation:* there, then deploy Quick Setup again.",
    ),
    "explorer.policies-unread": QT_TRANSLATE_NOOP(
        "Messages",
        "Whether policies of the organization deny CloudFormation could not be read. Ask for the permissions to list "
        "and describe policies, then check again. {reason}",
    ),
}
