"""The gate itself: every request goes through here, in this order.

What goes wrong today (`faults`), who calls (`credentials`), may they (`authorization`, SCPs included), and then
an action of our own or moto.
"""

import io
import traceback
from collections.abc import Iterable
from wsgiref.types import WSGIEnvironment

from werkzeug.wrappers import Request, Response

from wizard.simulator.call import Api, Call
from wizard.simulator.cloudformation.api import access, change_sets, describe, instances, stack_sets, stacks, templates
from wizard.simulator.cloudformation.api.registry import CLOUDFORMATION
from wizard.simulator.errors import AwsError
from wizard.simulator.explorer.api import EXPLORER
from wizard.simulator.explorer.quick_setup import QUICK_SETUP
from wizard.simulator.gate.actions import UNCHECKED, context_of, resource_of, rest_action, s3_permission
from wizard.simulator.gate.faults import Fault
from wizard.simulator.gate.request import AwsRequest, read_request
from wizard.simulator.gate.responses import answer, refusal
from wizard.simulator.gate.signature import check_signature
from wizard.simulator.identity.identity_center import SSO
from wizard.simulator.identity.identity_store import STORE
from wizard.simulator.identity.regions import ACCOUNT
from wizard.simulator.identity.simulation import IAM
from wizard.simulator.identity.sts import STS
from wizard.simulator.moto_side.adjust import after_moto, before_moto
from wizard.simulator.moto_side.application import MotoApplication
from wizard.simulator.moto_side.storage import public_owner
from wizard.simulator.organizations import services
from wizard.simulator.organizations.api import ORGANIZATIONS
from wizard.simulator.sign_in.answers import PAGE, refused
from wizard.simulator.sign_in.endpoints import sign_in_answer, sign_in_service
from wizard.simulator.world import World

# Importing these modules registers their actions.
_REGISTERED = (access, change_sets, describe, instances, services, stack_sets, stacks, templates)
OWN = (ACCOUNT, CLOUDFORMATION, EXPLORER, IAM, ORGANIZATIONS, QUICK_SETUP, SSO, STORE, STS)
# Services that are wholly our own: what is not among their actions does not exist here.
_CLOSED = {"account", "cloudformation", "organizations", "resource-explorer-2", "ssm-quicksetup", "sts"}


class Gate:
    """Answers requests of one world."""

    def __init__(self, world: World, apis: Iterable[Api] = OWN) -> None:
        self._world = world
        self._apis = {api.service: api for api in apis}
        self._moto = MotoApplication()

    def answer(self, http: Request) -> Response:
        """The answer to one request. Raises ConnectionDroppedError where it is not to arrive."""
        request = read_request(http)
        signing_in = "" if request.access_key else sign_in_service(http)
        request.service = request.service or signing_in
        faults = [fault for fault in self._world.faults if fault.on_pages or request.service != PAGE]
        with self._world.clock.standing_still():
            try:
                response = _before(request, faults) or self._do(request)
            except AwsError as error:
                response = refused(signing_in, error) if signing_in else refusal(request, error)
            except Exception:  # noqa: BLE001 - a defect of ours is answered as AWS answers its own
                traceback.print_exc()
                response = refusal(request, AwsError("InternalFailure", "An internal error occurred.", 500))
            for fault in faults:
                fault.after(request)
        return response

    def _do(self, request: AwsRequest) -> Response:
        signing_in = sign_in_answer(self._world, request.http) if not request.access_key else None
        if signing_in is not None:
            return signing_in
        if not request.access_key and request.method in ("GET", "HEAD"):
            return self._anonymous(request)
        if not request.access_key:
            raise AwsError("MissingAuthenticationToken", "Request is missing Authentication Token", 403)
        credentials = self._world.credentials
        principal = credentials.principal(request.access_key, request.session_token)
        check_signature(request, credentials.secret(request.access_key), self._world.clock.now())
        action = request.action or rest_action(request)
        call = Call(self._world, principal, request.service, action, request.region, request.parameters)
        self._authorize(call, request)
        api = self._apis.get(request.service)
        handler = api.handlers.get(action) if api else None
        if handler:
            request.action = action
            return answer(request, handler(call))
        if request.service in _CLOSED:
            code = "InvalidAction" if request.protocol == "query" else "UnknownOperationException"
            raise AwsError(code, f"Could not find operation {action}")
        return self._pass_on(call, request)

    def _anonymous(self, request: AwsRequest) -> Response:
        request.service = "s3"
        owner = public_owner(*request.path.lstrip("/").partition("/")[::2])
        if not owner:
            raise AwsError("AccessDenied", "Access Denied", 403)
        return Response.from_app(self._moto.for_account(owner), _environ(request), buffered=True)

    def _authorize(self, call: Call, request: AwsRequest) -> None:
        if (call.service, call.action) in UNCHECKED:
            return
        if request.service == "s3":
            action, resource = s3_permission(request)
        else:
            action, resource = f"{call.service}:{call.action}", resource_of(call)
        if call.action:
            self._world.authorization.require(call.principal, action, resource, call.region, context_of(call))

    def _pass_on(self, call: Call, request: AwsRequest) -> Response:
        before_moto(call)
        response = Response.from_app(self._moto.for_account(call.account), _environ(request), buffered=True)
        after_moto(call, response.status_code)
        return response


def _before(request: AwsRequest, faults: Iterable[Fault]) -> Response | None:
    for fault in faults:
        response = fault.before(request)
        if response is not None:
            return response
    return None


def _environ(request: AwsRequest) -> WSGIEnvironment:
    return {**request.http.environ, "wsgi.input": io.BytesIO(request.body)}
