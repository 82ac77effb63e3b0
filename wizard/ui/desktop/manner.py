"""How the program was started, as far as its windows show it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Manner:
    """How the program was started.

    practice:         on the embedded AWS
    practice_answers: by object name of a field, what nobody can know in practice and is offered there
    """

    practice: bool = False
    practice_answers: Mapping[str, str] = field(default_factory=dict)
