"""The login page, which a person or a test answers: who signs in, and whether the program may have access."""

from urllib.parse import urlencode

from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from wizard.simulator.errors import AwsError
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.sign_in.asked import Asked
from wizard.simulator.sign_in.assignments import ADMINISTRATOR
from wizard.simulator.sign_in.authorize import send_back
from wizard.simulator.sign_in.console import USER as CONSOLE_USER
from wizard.simulator.sign_in.console import console_user, require_sign_in
from wizard.simulator.sign_in.instance import organization_name, user_id
from wizard.simulator.sign_in.pages import answer_form, code_form, facts, page, paragraph
from wizard.simulator.sign_in.sessions import Authorization

_CLOSE = "You can close this page now."
_BUTTONS = (("approved", "Allow access"), ("denied", "Deny access"), ("expire", "Let it expire"))
_LATE = ("late", "Allow access with a code that has expired")


def device_page(asked: Asked) -> Response:
    """The page of a user code; without a code it asks for one."""
    code = asked.http.values.get("user_code", "").strip().upper().replace("-", "")
    if not code:
        return page(paragraph("Type the code that the program shows.") + code_form())
    return _answer(asked, f"{code[:4]}-{code[4:]}", "user_code")


def login_page(asked: Asked) -> Response:
    """The page of an authorization code's request."""
    return _answer(asked, asked.http.values.get("request", ""), "request")


def _answer(asked: Asked, key: str, field: str) -> Response:
    found = asked.world.sign_ins.waiting.get(key)
    if found is None or bool(found.redirect_uri) != (field == "request"):
        again = code_form() if field == "user_code" else ""
        return page(paragraph("This sign-in is not known, or it has been answered.") + again, 404)
    if found.expires <= asked.world.sign_ins.now():
        return page(paragraph("The time for this sign-in is over. Begin again in the program."), 410)
    if asked.http.method != "POST":
        return _question(asked, found)
    return _answered(asked, found, asked.http.form.get("answer", ""))


def _question(asked: Asked, found: Authorization, problem: str = "") -> Response:
    path, name = ("/login", "request") if found.redirect_uri else ("/device", "user_code")
    shown = ("Address to go back to", found.redirect_uri) if found.redirect_uri else ("Code", found.key)
    buttons = (*_BUTTONS, _LATE) if found.redirect_uri else _BUTTONS
    organization = organization_name(asked.world) or "no organization"
    entries = [("Organization", organization), ("Program", found.client_name), shown]
    if found.console:
        entries.insert(1, ("Account", asked.world.management_account))
    body = (
        paragraph(f"{found.client_name} asks to sign in to {organization}.")
        + facts(entries)
        + (paragraph(problem) if problem else "")
        + answer_form(path, (name, found.key), CONSOLE_USER if found.console else ADMINISTRATOR, buttons)
    )
    return page(body, 400 if problem else 200)


def _answered(asked: Asked, found: Authorization, answer: str) -> Response:
    if answer not in {"approved", "denied", "expire", "late"}:
        return _question(asked, found, "Press one of the buttons.")
    user = asked.http.form.get("username", "").strip()
    problem = _problem(asked, found, user) if answer in {"approved", "late"} else ""
    if problem:
        return _question(asked, found, problem)
    sign_ins = asked.world.sign_ins
    if answer in {"expire", "late"}:
        found.expires = sign_ins.now()
    if answer == "expire":
        return page(paragraph("This sign-in has expired.") + paragraph(_CLOSE))
    del sign_ins.waiting[found.key]
    found.answer, found.user = ("denied", "") if answer == "denied" else ("approved", user)
    if not found.redirect_uri:
        return redirect(f"/done?{urlencode({'answer': found.answer})}", 303)
    if found.answer == "denied":
        return send_back(found.redirect_uri, found.state, error="access_denied")
    code = new_uuid()
    sign_ins.codes[code] = found
    return send_back(found.redirect_uri, found.state, code=code)


def _problem(asked: Asked, found: Authorization, user: str) -> str:
    if not user:
        return "Type a user name."
    principal = console_user(asked.world, user) if found.console else None
    if not principal and (found.console or not user_id(asked.world, user)):
        return f"There is no user named {user}."
    if principal:
        try:
            require_sign_in(asked.world, principal, "AuthorizeOAuth2Access", asked.region)
        except AwsError as error:
            return error.message
    return ""


def done_page(asked: Asked) -> Response:
    """What a person sees after the answer to a user code."""
    allowed = asked.http.args.get("answer") == "approved"
    return page(paragraph("Access is allowed." if allowed else "Access is denied.") + paragraph(_CLOSE))
