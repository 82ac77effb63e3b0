import asyncio
from collections.abc import Callable
from pathlib import Path

from wizard.aws import file_stamp

Write = Callable[[str], Path]


def test_a_file_that_changes_comes_or_goes_is_noticed(config: Write, credentials: Write) -> None:
    before = asyncio.run(file_stamp.stamp())
    assert not asyncio.run(file_stamp.changed_since(before))
    path = config("[default]\n")
    created = asyncio.run(file_stamp.stamp())
    assert created != before
    credentials("[default]\n")
    assert asyncio.run(file_stamp.changed_since(created))
    path.unlink()
    assert asyncio.run(file_stamp.changed_since(created))


def test_a_sign_in_of_another_tool_is_noticed(tmp_path: Path) -> None:
    async def job() -> None:
        before = await file_stamp.stamp()
        waiting = asyncio.ensure_future(file_stamp.wait_for_change(before, 0.01))
        cache = tmp_path / ".aws" / "login" / "cache"
        cache.mkdir(parents=True)
        (cache / "x.json").write_text("{}")
        assert await asyncio.wait_for(waiting, 5) != before

    asyncio.run(job())
