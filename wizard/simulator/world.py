"""The world of one embedded AWS: everything that exists in it, put together."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from wizard.simulator.clock import Clock
from wizard.simulator.cloudformation.stack_sets.service import StackSets
from wizard.simulator.cloudformation.state import CloudFormation
from wizard.simulator.explorer.indexes import Explorer
from wizard.simulator.explorer.quick_setup import Manager
from wizard.simulator.gate.faults import Fault
from wizard.simulator.identifiers import IdMaker
from wizard.simulator.identity.credentials import Credentials
from wizard.simulator.identity.identity_center import IdentityCenter
from wizard.simulator.identity.sts import trust_document
from wizard.simulator.moto_side.iam import Iam
from wizard.simulator.names import ACCOUNT_ACCESS_ROLE, ADMINISTRATOR_POLICY, PARTITION
from wizard.simulator.organizations.tree import Account, Organization
from wizard.simulator.policies.authorization import Authorization
from wizard.simulator.sign_in.sessions import SignIns

_FOREIGN = f"arn:{PARTITION}:iam::aws:policy/AmazonS3ReadOnlyAccess"
_SERVICE_ROLE = "AWSServiceRoleForCloudFormationStackSetsOrgAdmin"


class World:
    """What exists, and the numbers that a scenario can turn.

    `role_delay`: simulated seconds until a new role can be taken on; `read_delay`: until it can be read (R38).
    `slowness`: factor on all durations of CloudFormation. `instance_seconds`: how long a stack instance takes, from
    and to. `tolerance_cap`: a failure tolerance that no operation gets beyond, whatever it asks for.
    `foreign_policy_on`: the name of a role to which somebody attaches a policy as soon as it is there (R22), in the
    accounts of `foreign_policy_in`, or in the management account where that is empty.
    """

    def __init__(
        self, name: str, clock: Clock, custom_resources: Mapping[str, Mapping[str, Any]] | None = None
    ) -> None:
        self.clock = clock
        self.ids = IdMaker(name)
        self.management_account = self.ids.account()
        self.slowness = 1.0
        self.role_delay = 5.0
        self.read_delay = 0.0
        self.early_validation = False
        self.mfa_code = "123456"
        self.instance_seconds = (34.0, 46.0)
        self.tolerance_cap: int | None = None
        self.foreign_policy_on = ""
        self.foreign_policy_in: tuple[str, ...] = ()
        self.identity_center: IdentityCenter | None = None
        self.faults: list[Fault] = []
        self._organization: Organization | None = None
        self._role_made: dict[str, float] = {}
        self.iam = Iam(self._prepare_account)
        self.authorization = Authorization(self.iam)
        self.credentials = Credentials(self.iam, clock)
        self.cloudformation = CloudFormation(self, custom_resources or {})
        self.stack_sets = StackSets(self)
        self.explorer = Explorer(clock)
        self.quick_setups: dict[str, Manager] = {}
        self.sign_ins = SignIns(clock)

    @property
    def organization(self) -> Organization | None:
        """The organization, if there is one."""
        return self._organization

    @organization.setter
    def organization(self, organization: Organization | None) -> None:
        self._organization = organization
        self.authorization.organization = organization

    def account_moved(self, account: Account, source: str, destination: str) -> None:
        """Tell whoever follows the tree that an account has another parent; "" is outside the organization."""
        self.stack_sets.account_moved(account, source, destination)

    def made_role(self, arn: str) -> None:
        """A role has just been made: it cannot be used everywhere at once (R38)."""
        self._role_made[arn] = self.clock.elapsed()
        account, name = arn.split(":")[4], arn.rsplit("/", 1)[1]
        if name == self.foreign_policy_on and account in (self.foreign_policy_in or (self.management_account,)):
            self.clock.later(3.0, partial(self._attach_foreign_policy, account, name))

    def settled(self, arn: str) -> bool:
        """Whether a role can be taken on already (R38)."""
        return self._age(arn) >= self.role_delay

    def readable(self, arn: str) -> bool:
        """Whether a role can be read already (R38)."""
        return self._age(arn) >= self.read_delay

    @property
    def service_linked_role(self) -> str:
        """The ARN of the role with which StackSets administers the organization."""
        path = "aws-service-role/stacksets.cloudformation.amazonaws.com"
        return f"arn:{PARTITION}:iam::{self.management_account}:role/{path}/{_SERVICE_ROLE}"

    def make_service_linked_role(self) -> None:
        """The role with which StackSets administers the organization."""
        account = self.management_account
        if self.iam.find_role(account, _SERVICE_ROLE) is None:
            service = "stacksets.cloudformation.amazonaws.com"
            trust = trust_document({"Service": service})
            self.iam.create_role(account, _SERVICE_ROLE, trust, path=f"/aws-service-role/{service}/")

    def _age(self, arn: str) -> float:
        return self.clock.elapsed() - self._role_made.get(arn, float("-inf"))

    def _attach_foreign_policy(self, account: str, role: str) -> None:
        self.iam.know_policy(account, _FOREIGN)
        self.iam.account(account).attach_role_policy(_FOREIGN, role)

    def _prepare_account(self, account_id: str) -> None:
        organization = self._organization
        account = organization.accounts.get(account_id) if organization else None
        if account is None or account.state != "ACTIVE" or account_id == self.management_account:
            return
        trust = json.loads(trust_document({"AWS": f"arn:{PARTITION}:iam::{self.management_account}:root"}))
        self.iam.create_role(account_id, ACCOUNT_ACCESS_ROLE, json.dumps(trust))
        self.iam.know_policy(account_id, ADMINISTRATOR_POLICY)
        self.iam.account(account_id).attach_role_policy(ADMINISTRATOR_POLICY, ACCOUNT_ACCESS_ROLE)
