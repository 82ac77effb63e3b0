import pytest

from wizard.model.failure import WizardError
from wizard.runner.locks import Locks


def test_only_the_holder_gives_a_lock_back():
    locks, holder, other = Locks(), object(), object()
    locks.take("r-aaaa", holder)
    locks.give_back("r-aaaa", other)
    with pytest.raises(WizardError):
        locks.take("r-aaaa", other)
    locks.give_back("r-aaaa", holder)
    locks.take("r-aaaa", other)

    assert locks.held_by("r-aaaa", other)


def test_the_holder_may_take_its_lock_again():
    locks, holder = Locks(), object()
    locks.take("r-aaaa", holder)
    locks.take("r-aaaa", holder)

    assert locks.held_by("r-aaaa", holder)
