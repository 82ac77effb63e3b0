import asyncio
import threading


def test_the_loop_goes_on_while_the_disk_is_slow(run, store):
    """The blocking work waits for something that only the loop can do: on the loop's thread it would never end."""
    loop_went_on = threading.Event()

    async def work() -> bool:
        blocked = asyncio.ensure_future(store.thread.run(lambda _: loop_went_on.wait(timeout=10)))
        await asyncio.sleep(0)
        loop_went_on.set()
        return await blocked

    assert run(work()) is True


def test_all_work_is_done_on_one_thread_in_order(run, store):
    seen = []

    async def work() -> None:
        def note(_: object, number: int) -> None:
            seen.append((number, threading.get_ident()))

        await asyncio.gather(*(store.thread.run(note, number) for number in range(20)))

    run(work())
    assert [number for number, _ in seen] == list(range(20))
    assert len({thread for _, thread in seen} - {threading.get_ident()}) == 1
