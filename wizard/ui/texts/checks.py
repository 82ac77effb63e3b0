"""Sentences of the prerequisites."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = {
    "check.attached-policies.all-there": QT_TRANSLATE_NOOP("Messages", "Every policy that your choice needs is there."),
    "check.attached-policies.none-needed": QT_TRANSLATE_NOOP("Messages", "Your choice needs none."),
    "check.attached-policies.missing": QT_TRANSLATE_NOOP(
        "Messages",
        "The role {role} in account {account} has no policy {policy}. {reason} Attach it under IAM › Roles; you can go "
        "on meanwhile.",
    ),
    "check.attached-policies.elsewhere": QT_TRANSLATE_NOOP(
        "Messages",
        "The role {role} is in account {account}, which you are not signed in to. Look there, under IAM › Roles, "
        "whether it has the policy {policy}. {reason}",
    ),
    "check.attached-policies.no-role": QT_TRANSLATE_NOOP(
        "Messages",
        "There is no role {role} in account {account}. Go back to the settings and compare the ARN with the one that "
        "AWS shows under IAM › Roles.",
    ),
    "check.running": QT_TRANSLATE_NOOP("Messages", "Checking…"),
    "check.could-not-check": QT_TRANSLATE_NOOP(
        "Messages",
        "This could not be checked: {reason} You can go on; if it is not right, AWS will say so while deploying.",
    ),
    "check.signed-in.passed": QT_TRANSLATE_NOOP("Messages", "Signed in as {name} in account {account}."),
    "check.signed-in.not": QT_TRANSLATE_NOOP(
        "Messages",
        "You are not signed in: AWS did not accept the profile {profile}. Go back to Sign in, sign in again or "
        "choose another profile.",
    ),
    "check.signed-in.root-user": QT_TRANSLATE_NOOP(
        "Messages",
        "You are signed in as the root user of account {account}. That works here, but nothing needs it, and a "
        "root user cannot assume roles. An administrator of the same account is the better choice.",
    ),
    "check.signed-in.ends-soon": QT_TRANSLATE_NOOP(
        "Messages",
        "You are signed in as {name}, but the sign-in ends in {minutes} min. A deployment can take longer than "
        "that. Sign in again before you start; otherwise the program pauses and asks you.",
    ),
    "check.management-account.passed": QT_TRANSLATE_NOOP(
        "Messages",
        "{account} is the organization's management account.",
    ),
    "check.management-account.member": QT_TRANSLATE_NOOP(
        "Messages",
        "You are signed in to account {account}, which is a member of the organization. Only the management "
        "account, {management}, can connect it. Go back to Sign in and choose a profile of that account.",
    ),
    "check.management-account.other-organization": QT_TRANSLATE_NOOP(
        "Messages",
        "The profile belongs to the organization {found} now, but {expected} was chosen. Go back to Organization "
        "and read it again.",
    ),
    "check.no-organization": QT_TRANSLATE_NOOP(
        "Messages",
        "This account belongs to no organization, so there is nothing to deploy to. Create one in the AWS console "
        "under AWS Organizations › Create an organization, then check again.",
    ),
    "check.all-features.passed": QT_TRANSLATE_NOOP("Messages", "The organization has all features turned on."),
    "check.all-features.billing-only": QT_TRANSLATE_NOOP(
        "Messages",
        "The organization uses consolidated billing only, and StackSets need all features. Turn them on in the "
        "AWS console under AWS Organizations › Settings › Begin process to enable all features; every invited "
        "account has to agree. Then check again.",
    ),
    "check.trusted-access.passed": QT_TRANSLATE_NOOP("Messages", "Trusted access for CloudFormation StackSets is on."),
    "check.trusted-access.off": QT_TRANSLATE_NOOP(
        "Messages",
        "Trusted access for CloudFormation StackSets is off, so AWS would not deploy to member accounts. Turn it "
        "on here; it changes nothing in any account.",
    ),
    "check.trusted-access.needs-all-features": QT_TRANSLATE_NOOP(
        "Messages",
        "Trusted access for CloudFormation StackSets is off, and AWS turns it on only where the organization has all "
        "features. Turn those on first, then check again.",
    ),
    "check.trusted-access.disabled-permanently": QT_TRANSLATE_NOOP(
        "Messages",
        "AWS says that trusted access for CloudFormation StackSets is disabled permanently for this organization, "
        "and nobody but AWS Support can change that. Open a case with AWS Support from the management account.",
    ),
    "check.permissions.passed": QT_TRANSLATE_NOOP(
        "Messages",
        "{name} may do everything that is needed ({count} permissions checked).",
    ),
    "check.permissions.missing": QT_TRANSLATE_NOOP(
        "Messages",
        "{name} may not do {missing} of the needed actions, {first} first. Ask an administrator of the management "
        "account for them: copy the request, which holds the exact policy. Or sign in with a profile that may.",
    ),
    "check.permissions.missing-later": QT_TRANSLATE_NOOP(
        "Messages",
        "{name} may connect this organization, but may not do all that comes later: {purposes}. Ask an administrator "
        "of the management account before you need it: copy the request, which holds the exact policy.",
    ),
    "check.permissions.refused": QT_TRANSLATE_NOOP(
        "Messages",
        "AWS refuses {name} already to look: {actions}. Ask an administrator of the management account for what is "
        "needed: copy the request, which holds the exact policy. Or sign in with a profile that may.",
    ),
    "check.permissions.may-not-simulate": QT_TRANSLATE_NOOP(
        "Messages",
        "Could not check what {name} may do: that needs the permission iam:SimulatePrincipalPolicy. You can go "
        "on; if something is not allowed, AWS will say so while deploying, and what was made can be undone.",
    ),
    "check.stack-name.free": QT_TRANSLATE_NOOP("Messages", "No stack is called {name} yet."),
    "check.stack-name.ours": QT_TRANSLATE_NOOP(
        "Messages",
        "The stack {name} of this connection is there already ({status}). The program goes on with it instead of "
        "making a second one.",
    ),
    "check.stack-name.other-connection": QT_TRANSLATE_NOOP(
        "Messages",
        "A stack {name} is in {region} already ({status}); another connection of Org Wizard made it. Disconnect "
        "that one first, on the computer that made it or in the AWS console.",
    ),
    "check.stack-name.foreign": QT_TRANSLATE_NOOP(
        "Messages",
        "A stack {name} is in {region} already ({status}), and Org Wizard did not make it. Nothing of it is "
        "changed. Look at it in the AWS console under CloudFormation › Stacks; delete it there if it is not "
        "needed, then check again.",
    ),
    "check.stack-name.ours-left-over": QT_TRANSLATE_NOOP(
        "Messages",
        "The stack {name} in {region} is left over from an earlier try of this connection ({status}). Nothing in it "
        "works, and AWS keeps its name until it is deleted. Delete it here.",
    ),
    "check.stack-name.left-over": QT_TRANSLATE_NOOP(
        "Messages",
        "The stack {name} in {region} is left over from an earlier try ({status}); AWS lets it only be deleted, "
        "and keeps its name until then. Delete it in the AWS console under CloudFormation › Stacks, then check "
        "again.",
    ),
    "check.stack-name.foreign-left-over": QT_TRANSLATE_NOOP(
        "Messages",
        "A stack {name} in {region} is left over from a failed deployment ({status}), and Org Wizard did not make "
        "it. Its name is taken until somebody deletes it in the AWS console under CloudFormation › Stacks. Then "
        "check again.",
    ),
    "check.template.plain": QT_TRANSLATE_NOOP("Messages", "AWS understands the template."),
    "check.template.understood": QT_TRANSLATE_NOOP(
        "Messages", "AWS understands the template. Making it acknowledges {capabilities}."
    ),
    "check.template.too-long": QT_TRANSLATE_NOOP(
        "Messages",
        "The template has {bytes} bytes, which is too long to ask AWS about before anything is made. AWS reads it when "
        "the stack is made.",
    ),
    "check.template.rule": QT_TRANSLATE_NOOP(
        "Messages",
        "The settings contradict a rule of the template, and AWS would refuse them. {reason} Go back to the settings.",
    ),
    "check.template.refused": QT_TRANSLATE_NOOP(
        "Messages",
        "AWS does not take the template: {reason} Ask the service for another one, and begin again with it.",
    ),
    "check.template.more-capabilities": QT_TRANSLATE_NOOP(
        "Messages",
        "AWS wants more acknowledged than the template shows here: {capabilities}. Ask the service what that is for, "
        "and make the stack in the AWS console.",
    ),
    "check.stack-set-name.free": QT_TRANSLATE_NOOP("Messages", "No StackSet is called {name} yet."),
    "check.stack-set-name.ours": QT_TRANSLATE_NOOP(
        "Messages",
        "The StackSet {name} of this connection is there already. The program goes on with it.",
    ),
    "check.stack-set-name.other-connection": QT_TRANSLATE_NOOP(
        "Messages",
        "A StackSet {name} is in {region} already; another connection of Org Wizard made it. Disconnect that one "
        "first, then check again.",
    ),
    "check.stack-set-name.foreign": QT_TRANSLATE_NOOP(
        "Messages",
        "A StackSet {name} is in {region} already, and Org Wizard did not make it. Nothing of it is changed. "
        "Delete it in the AWS console under CloudFormation › StackSets (its stack instances first) if it is not "
        "needed, then check again.",
    ),
    "check.role-name.free": QT_TRANSLATE_NOOP("Messages", "No role is called {name} in account {account} yet."),
    "check.role-name.ours": QT_TRANSLATE_NOOP(
        "Messages",
        "The role {name} of this connection is in account {account} already. The program goes on with it.",
    ),
    "check.role-name.other-connection": QT_TRANSLATE_NOOP(
        "Messages",
        "The role {found} is in account {account} already; another connection of Org Wizard made it. Go back to "
        "Settings and choose another role name, or disconnect that one first.",
    ),
    "check.role-name.foreign": QT_TRANSLATE_NOOP(
        "Messages",
        "The role {found} is in account {account} already, and Org Wizard did not make it. Role names are taken "
        "whatever the case of their letters. Go back to Settings and choose another role name, or delete that "
        "role in the AWS console under IAM › Roles.",
    ),
    "check.already-connected.passed": QT_TRANSLATE_NOOP(
        "Messages",
        "The organization is not connected to this service yet.",
    ),
    "check.already-connected.not-in-list": QT_TRANSLATE_NOOP(
        "Messages",
        "The organization is not connected to this service yet, as far as the list on this computer knows.",
    ),
    "check.already-connected.in-list": QT_TRANSLATE_NOOP(
        "Messages",
        "{name} is connected to {provider} already, since {date}. It stands in the list of connected organizations: "
        "close this window, and select it there.",
    ),
    "check.already-connected.elsewhere": QT_TRANSLATE_NOOP(
        "Messages",
        "The organization is connected to {provider} already, from another computer: the stack {stack} in "
        "{region} ({status}) carries the tags of that connection. One connection is enough; disconnect that one "
        "first if you want to connect anew.",
    ),
    "check.region-enabled.passed": QT_TRANSLATE_NOOP("Messages", "The Region {region} is on in every account."),
    "check.region-enabled.opted-in": QT_TRANSLATE_NOOP(
        "Messages",
        "The Region {region} is on in the management account, but it has to be turned on in each member account "
        "too; where it is not, that account will not be connected. A Region that is on by default, such as "
        "us-east-1, avoids this.",
    ),
    "check.region-enabled.enabling": QT_TRANSLATE_NOOP(
        "Messages",
        "The Region {region} is being turned on in the management account; that takes minutes to hours. Check "
        "again later, or go back to Settings and choose another Region.",
    ),
    "check.region-enabled.disabled": QT_TRANSLATE_NOOP(
        "Messages",
        "The Region {region} is off in the management account. Turn it on in the AWS console under Account › AWS "
        "Regions, or go back to Settings and choose another Region.",
    ),
    "check.vendor.not-asked": QT_TRANSLATE_NOOP(
        "Messages",
        "{provider} is not asked here: practice asks nobody but the embedded AWS. Only the form of the keys was looked "
        "at.",
    ),
    "check.vendor.no-answer": QT_TRANSLATE_NOOP(
        "Messages",
        "{provider} could not be asked: {reason} You can go on; what is not right would then fail in every account.",
    ),
    "check.vendor.slow-down": QT_TRANSLATE_NOOP(
        "Messages",
        "{provider} asked us to slow down. Check again in a minute.",
    ),
    "check.vendor-keys.passed": QT_TRANSLATE_NOOP("Messages", "{provider} takes both keys."),
    "check.vendor-keys.refused": QT_TRANSLATE_NOOP(
        "Messages",
        "{provider} refuses the keys: one is mistyped, was taken back, belongs to another site, or may not manage AWS "
        "integrations. Go back to Settings and type working ones; otherwise every account would fail.",
    ),
    "check.vendor-accounts.none": QT_TRANSLATE_NOOP("Messages", "{provider} has none of the chosen accounts yet."),
    "check.vendor-accounts.registered": QT_TRANSLATE_NOOP(
        "Messages",
        "{provider} has {count} of the chosen accounts already: {accounts}. Connecting them again would fail, and "
        "could take away what stands there now. Go back to Organization and leave them out.",
    ),
    "check.targets.passed": QT_TRANSLATE_NOOP("Messages", "The choice of accounts fits into one stack."),
    "targets.too-many-units": QT_TRANSLATE_NOOP(
        "Messages",
        "The choice needs {count} organizational units; AWS takes at most {limit} in one go. Go back to "
        "Organization and choose whole units higher up in the tree, or the whole organization.",
    ),
    "targets.too-many-accounts": QT_TRANSLATE_NOOP(
        "Messages",
        "The choice names {count} accounts one by one; one stack takes about {limit}. Go back to Organization and "
        "choose whole organizational units where you can.",
    ),
}
