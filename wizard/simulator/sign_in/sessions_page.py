"""A page of the practice world alone: it lists who is signed in, and lets tokens be over before their time.

Eight hours are too long to wait for, and a shorter lifetime would be another one than AWS's.
"""

from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from wizard.simulator.sign_in.asked import Asked
from wizard.simulator.sign_in.pages import button_form, facts, page, paragraph

_PORTAL_BUTTONS = (("expire", "Let the access token expire"), ("end", "End the session"))
_CONSOLE_BUTTONS = (("end", "End the session"),)


def sessions_page(asked: Asked) -> Response:
    """The sessions of Identity Center and of the console, each with its buttons."""
    sign_ins = asked.world.sign_ins
    body = ""
    for session in sign_ins.portal_sessions():
        client = sign_ins.clients[session.client_id].name
        body += facts([("User", session.user), ("Program", client), ("Region", session.region)])
        body += button_form("/sessions", ("session", session.session_id), _PORTAL_BUTTONS)
    for token, login in sign_ins.console_sessions.items():
        body += facts([("Console login", login.principal.name)])
        body += button_form("/sessions", ("session", token), _CONSOLE_BUTTONS)
    return page(body or paragraph("Nobody is signed in."))


def answer_sessions(asked: Asked) -> Response:
    """Do what a button says, and show the page again."""
    sign_ins = asked.world.sign_ins
    wanted, answer = asked.http.form.get("session", ""), asked.http.form.get("answer", "")
    found = next((one for one in sign_ins.portal_sessions() if one.session_id == wanted), None)
    if found is None and wanted not in sign_ins.console_sessions:
        return page(paragraph("This session is not known, or it is over."), 404)
    if answer not in {"expire", "end"}:
        return page(paragraph("Press one of the buttons."), 400)
    if found is None:
        del sign_ins.console_sessions[wanted]
    elif answer == "expire":
        sign_ins.expire_access(found)
    else:
        sign_ins.end(found)
    return redirect("/sessions", 303)
