"""The pages that a browser sees: plain HTML without scripts, every name in them escaped."""

from collections.abc import Iterable
from html import escape

from werkzeug.wrappers import Response

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem}"
    "code{font-size:1.1em}label,button{display:block;margin:.75rem 0}"
)


def page(body: str, status: int = 200) -> Response:
    """A whole page; `body` is HTML."""
    text = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Practice sign-in</title>'
        f"<style>{_STYLE}</style></head><body><h1>Practice sign-in</h1>{body}</body></html>"
    )
    headers = {
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }
    return Response(text, status=status, content_type="text/html; charset=utf-8", headers=headers)


def paragraph(text: str) -> str:
    """A paragraph of plain text."""
    return f"<p>{escape(text)}</p>"


def facts(entries: Iterable[tuple[str, str]]) -> str:
    """A list of names and what they are."""
    rows = (f"<dt>{escape(name)}</dt><dd><code>{escape(value)}</code></dd>" for name, value in entries)
    return f"<dl>{''.join(rows)}</dl>"


def code_form() -> str:
    """The form that asks for a user code."""
    return (
        '<form method="get" action="/device"><label>Code <input name="user_code" autofocus required></label>'
        "<button>Continue</button></form>"
    )


def answer_form(action: str, hidden: tuple[str, str], user: str, buttons: Iterable[tuple[str, str]]) -> str:
    """The form that says who signs in, with a button for each answer (value and text)."""
    asked = f'<label>User name <input name="username" value="{escape(user)}" required></label>'
    return button_form(action, hidden, buttons, asked)


def button_form(action: str, hidden: tuple[str, str], buttons: Iterable[tuple[str, str]], asked: str = "") -> str:
    """A form with a hidden field (name and value), HTML that asks for more, and a button for each answer."""
    name, value = hidden
    pressed = "".join(f'<button name="answer" value="{escape(one)}">{escape(text)}</button>' for one, text in buttons)
    return (
        f'<form method="post" action="{escape(action)}">'
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">{asked}{pressed}</form>'
    )
