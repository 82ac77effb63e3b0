"""Turns the bytes of a template file into text, whatever program saved it; line ends stay as they are."""

from wizard.providers.markup import MAX_BYTES, too_big
from wizard.providers.template import TemplateError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Byte order marks. UTF-32 comes before UTF-16, whose mark it begins with."""
_OTHER_FILES = (
    (b"PK\x03\x04", "a ZIP archive: unpack it, and choose the template inside"),
    (b"\x1f\x8b", "a gzip archive: unpack it, and choose the template inside"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "a Microsoft Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_PAGES = (b"<!doctype html", b"<html")


def template_text(data: bytes) -> str:
    """Give the text of a template file without its byte order mark. Raises TemplateError with a sentence.

    UTF-8, and UTF-16 and UTF-32 as Windows writes them, are understood; AWS is sent UTF-8.
    """
    if len(data) > MAX_BYTES * 4:  # UTF-32 needs four bytes where AWS counts one
        raise TemplateError(too_big(len(data)))
    kind = next((kind for begin, kind in _OTHER_FILES if data.startswith(begin)), "")
    if kind:
        raise TemplateError(f"This is {kind}, not a CloudFormation template.")
    if data[:200].lstrip().lower().startswith(_PAGES):
        raise TemplateError("This is a web page, not a CloudFormation template.")
    encoding, mark = _encoding(data)
    if encoding == "utf-8" and len(data) - mark > MAX_BYTES:
        raise TemplateError(too_big(len(data)))
    try:
        return data[mark:].decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, mark + error.start) + 1
        raise TemplateError(
            f"Line {line} holds a character that is not {encoding.upper()}. Save the file as UTF-8, and take it again."
        ) from error


def _encoding(data: bytes) -> tuple[str, int]:
    """Give how the bytes are written, and how many of them are the byte order mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    if len(data) >= 4 and data[1] == data[3] == 0 and data[0] and data[2]:
        return "utf-16-le", 0
    if len(data) >= 4 and data[0] == data[2] == 0 and data[1] and data[3]:
        return "utf-16-be", 0
    return "utf-8", 0
