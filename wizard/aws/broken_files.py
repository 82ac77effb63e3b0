"""The profiles of files that AWS's tools cannot read whole, each with the reason. It blocks, and loads botocore."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from wizard.aws import config_lines, shared_files
from wizard.aws.about_profiles import kind_of
from wizard.aws.config_lines import FileLines
from wizard.model.failure import RawFailure
from wizard.model.profile import Profile, ProfileKind

_PARSE = "ConfigParseError"


def left_out() -> list[Profile]:
    """Give the profiles that are in the files and no AWS tool can choose.

    A whole file that cannot be read stands for its profiles, under its path, where not even their names can be read.
    """
    found: list[Profile] = []
    for path, in_config in _files():
        try:
            lines = config_lines.read_lines(path)
        except OSError as error:
            text = f"The file {path} cannot be read: {error.strerror or type(error).__name__}."
            problem = RawFailure(text, surface="configuration", code=type(error).__name__)
            found.append(Profile(str(path), ProfileKind.ACCESS_KEY, problem=problem))
            continue
        for name, section, reason in config_lines.unusable_sections(lines) if in_config else ():
            text = f"The section in {path}, line {section.line}, is not a profile: {reason}."
            problem = RawFailure(text, surface="configuration", code="ProfileSectionInvalid")
            found.append(Profile(name or f"{path}, line {section.line}", kind_of(section.keys), problem=problem))
    return found


def of_broken_files() -> list[Profile]:
    """Give every profile that the files name, where a line of one makes AWS's tools refuse them all."""
    found: dict[str, Profile] = {}
    files = [(path, in_config, _lines(path)) for path, in_config in _files()]
    bad = [(path, lines) for path, _, lines in files if lines.bad]
    problem = RawFailure(_words(bad), surface="botocore exception", code=_PARSE)
    for path, in_config, lines in files:
        if lines.bad:
            found[str(path)] = Profile(str(path), ProfileKind.ACCESS_KEY, problem=problem)
        for section in lines.sections:
            name = _profile_name(section.name) if in_config else section.name
            if name and name not in found:
                found[name] = Profile(name, kind_of(section.keys), problem=problem)
    named = [one for one in found.values() if one.name not in {str(path) for path, _, _ in files}]
    return named or list(found.values())


def _files() -> Iterator[tuple[Path, bool]]:
    yield shared_files.config_file(), True
    yield shared_files.credentials_file(), False


def _lines(path: Path) -> FileLines:
    try:
        return config_lines.read_lines(path)
    except OSError:
        return FileLines((), ())


def _words(bad: Sequence[tuple[Path, FileLines]]) -> str:
    parts = []
    for path, lines in bad:
        where = "; ".join(f"line {one.number}: {one.reason}" for one in lines.bad)
        parts.append(f"Unable to parse config file: {path}, {where}")
    return ". ".join(parts) + "."


def _profile_name(section: str) -> str:
    if section == "default":
        return section
    first, _, rest = section.partition(" ")
    return rest.strip().strip("\"'") if first == "profile" else ""
