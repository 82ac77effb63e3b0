"""The report of a connection: a document for people, as one HTML file without anything from elsewhere, or as text."""

from dataclasses import dataclass
from html import escape

from wizard.handover.secret_like import hide_secrets

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.6rem; margin-bottom: 0; }
h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #8884; }
th { font-weight: 600; }
dl { display: grid; grid-template-columns: minmax(9rem, max-content) 1fr; gap: .25rem 1.5rem; }
dt { opacity: .75; }
dd { margin: 0; overflow-wrap: anywhere; }
.made { opacity: .75; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a report: sentences, then named values, then a table; each of them can be empty.

    facts: name and value
    head:  of the table's columns
    """

    heading: str
    sentences: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; `made` says by what it was made, and when; `hidden` are values that must not be in it."""

    title: str
    made: str
    sections: tuple[Section, ...]
    hidden: tuple[str, ...] = ()


def report_html(report: Report, language: str) -> str:
    """Give the report as a whole HTML file: it fetches nothing, runs nothing, and every text in it is escaped."""
    body = "".join(_section_html(one, report.hidden) for one in report.sections)
    title, made = _html(report.title, report.hidden), _html(report.made, report.hidden)
    return (
        f'<!doctype html>\n<html lang="{escape(language, quote=True)}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n<style>{_STYLE}</style>\n'
        f'</head>\n<body>\n<h1>{title}</h1>\n<p class="made">{made}</p>\n{body}</body>\n</html>\n'
    )


def report_text(report: Report) -> str:
    """Give the report as plain text, for reading before it is saved and for a mail."""
    lines = [report.title, "=" * len(report.title), report.made]
    for section in report.sections:
        lines += ["", section.heading, "-" * len(section.heading), *section.sentences]
        lines += [f"{name}: {value}" for name, value in section.facts]
        lines += [" | ".join(row) for row in (*filter(None, (section.head,)), *section.rows)]
    return hide_secrets("\n".join(lines), report.hidden) + "\n"


def _section_html(section: Section, hidden: tuple[str, ...]) -> str:
    parts = [f"<h2>{_html(section.heading, hidden)}</h2>\n"]
    parts += [f"<p>{_html(one, hidden)}</p>\n" for one in section.sentences]
    if section.facts:
        facts = "".join(
            f"<dt>{_html(name, hidden)}</dt><dd>{_html(value, hidden)}</dd>\n" for name, value in section.facts
        )
        parts.append(f"<dl>\n{facts}</dl>\n")
    if section.rows:
        parts.append(_table_html(section, hidden))
    return "".join(parts)


def _table_html(section: Section, hidden: tuple[str, ...]) -> str:
    head = "".join(f'<th scope="col">{_html(one, hidden)}</th>' for one in section.head)
    rows = "".join(f"<tr>{''.join(f'<td>{_html(one, hidden)}</td>' for one in row)}</tr>\n" for row in section.rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _html(text: str, hidden: tuple[str, ...]) -> str:
    return escape(hide_secrets(text, hidden))
