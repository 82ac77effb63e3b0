"""What a person can do about a check's problem: action IDs, as `resources/diagnosis/actions.json` names them.

Mends are not among them: the check itself says where the program can do it (`CheckResult.mend`).
"""

from collections.abc import Mapping

from wizard.model.console import ConsolePage

ANOTHER_PROFILE = "choose-another-profile"
ANOTHER_ROLE_NAME = "choose-another-role-name"
ASK = "copy-permission-request"
CONSOLE = "open-console"

WAYS_ON: Mapping[str, tuple[str, ...]] = {
    "check.management-account.member": (ANOTHER_PROFILE,),
    "check.management-account.other-organization": (ANOTHER_PROFILE, "go-to-organization"),
    "check.no-organization": (ANOTHER_PROFILE, CONSOLE),
    "check.all-features.billing-only": (CONSOLE,),
    "check.permissions.missing": (ASK, ANOTHER_PROFILE),
    "check.permissions.missing-later": (ASK,),
    "check.permissions.refused": (ASK, ANOTHER_PROFILE),
    "check.stack-name.other-connection": (CONSOLE,),
    "check.stack-name.foreign": (CONSOLE,),
    "check.stack-name.foreign-left-over": (CONSOLE,),
    "check.stack-name.left-over": (CONSOLE,),
    "check.stack-set-name.other-connection": (CONSOLE,),
    "check.stack-set-name.foreign": (CONSOLE,),
    "check.role-name.other-connection": (ANOTHER_ROLE_NAME, CONSOLE),
    "check.role-name.foreign": (ANOTHER_ROLE_NAME, CONSOLE),
    "check.vendor-keys.refused": ("go-to-settings",),
    "check.vendor-accounts.registered": ("go-to-organization",),
    "check.template.rule": ("go-to-settings",),
    "check.region-enabled.disabled": ("go-to-settings", CONSOLE),
    "check.identity-center.refused": (ANOTHER_PROFILE,),
    "check.identity-center.not-described": (ANOTHER_PROFILE,),
    "check.identity-center.gone": ("go-to-organization",),
    "check.identity-center.moved": ("go-to-organization",),
    "check.identity-store.refused": (ANOTHER_PROFILE,),
}
"""By message key, the best way first."""

CONSOLE_PAGES: Mapping[str, ConsolePage] = {
    "management-account": ConsolePage.ORGANIZATION,
    "all-features": ConsolePage.ORGANIZATION_SETTINGS,
    "stack-name": ConsolePage.STACKS,
    "stack-set-name": ConsolePage.STACK_SETS,
    "role-name": ConsolePage.ROLES,
    "template": ConsolePage.STACK_SETS,
    "region-enabled": ConsolePage.REGIONS,
}
"""By check, where in the AWS console a person mends what it found."""
