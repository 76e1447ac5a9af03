"""The worker pool: results, limits, and that nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from linernotes.workers.child import Failure
from linernotes.workers.pool import Limits, WorkerPool
from tests.processes import HUNG, limit_tasks
from tests.workers.tasks import (
    count_and_add,
    crash,
    double,
    eat_memory,
    fail,
    fail_at_length,
    hang,
    leave_a_file,
    process,
    refuse,
    spin,
    spin_for,
)


@pytest.fixture(autouse=True)
def workers_find_the_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


def test_results_come_back_in_any_number_of_workers() -> None:
    for workers in (1, 3):
        with WorkerPool(workers) as pool:
            futures = [pool.submit(double, number) for number in range(20)]
            assert [future.result() for future in futures] == [2 * number for number in range(20)]


def test_shared_value_is_the_first_argument() -> None:
    first, second = [1, 2, 3], [1]
    with WorkerPool(1) as pool:
        assert pool.submit_shared(count_and_add, first, 10).result() == 13
        assert pool.submit_shared(count_and_add, second, 10).result() == 11
        assert pool.submit_shared(count_and_add, first, 20).result() == 23


def test_refused_task_keeps_its_worker() -> None:
    with WorkerPool(1) as pool:
        before = pool.submit(process).result()
        assert pool.submit(refuse, "too many notes").result() == Failure("too many notes")
        assert pool.submit(process).result() == before


@pytest.mark.parametrize(
    ("task", "message"),
    [
        (fail, "ValueError: a bug"),
        (fail_at_length, "after a megabyte of output"),
        (eat_memory, "it needs more memory"),
        (crash, "was ended by signal 11"),
    ],
)
def test_failed_task_has_a_reason_and_the_next_task_runs(task: object, message: str) -> None:
    with WorkerPool(1) as pool:
        result = pool.submit(task).result()  # type: ignore[arg-type]  # one of the functions above
        assert isinstance(result, Failure)
        assert message in result.message
        assert pool.submit(double, 4).result() == 8


@pytest.mark.parametrize(
    ("task", "message"), [(spin, "it took more than 2 seconds of computing time"), (hang, "it was not finished after 30 minutes")]
)
def test_task_that_never_ends_fails_and_the_next_runs(task: object, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    limit_tasks(monkeypatch, *([1] if task is hang else []))
    with WorkerPool(1, Limits(seconds=2)) as pool:
        assert pool.submit(task).result() == Failure(message)  # type: ignore[arg-type]  # one of the functions above
        assert pool.submit(double, 4).result() == 8


@pytest.mark.parametrize(("end", "killed"), [(signal.SIGKILL, True), (signal.SIGSEGV, False)])
def test_failure_says_whether_another_program_killed_the_worker(end: signal.Signals, killed: bool) -> None:
    with WorkerPool(1) as pool:
        result = pool.submit(signal.raise_signal, end).result()
        assert isinstance(result, Failure)
        assert result.killed is killed


def test_tasks_before_do_not_count_for_the_limit_of_a_task() -> None:
    with WorkerPool(1, Limits(seconds=2)) as pool:
        assert [pool.submit(spin_for, 1.2).result() for _ in range(2)] == [1.2] * 2


def test_workers_leave_no_files_whether_they_end_or_are_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limit_tasks(monkeypatch, HUNG, 1)
    with WorkerPool(1, scratch=tmp_path) as pool:
        name = pool.submit(leave_a_file).result()
        assert isinstance(name, str)
        assert Path(name).is_relative_to(tmp_path)
        pool.submit(hang).result()
        pool.submit(leave_a_file).result()
    assert not list(tmp_path.iterdir())


def test_leaving_the_pool_ends_workers_that_are_busy() -> None:
    with WorkerPool(2) as pool:
        numbers = [pool.submit(process).result() for _ in range(4)]
        pending = [pool.submit(spin) for _ in range(2)]
    assert all(future.done() or future.cancelled() for future in pending)
    for number in numbers:
        assert isinstance(number, int)
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)


def test_busy_worker_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from linernotes.workers.pool import *; from tests.workers.tasks import *\n"
        "with WorkerPool(1, Limits(seconds=9999), scratch=Path(sys.argv[1])) as pool:\n"
        "    print(pool.submit(double, 1).result(), flush=True)\n"
        "    pool.submit(spin).result()"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    found = os.pathsep.join(sys.path)  # the parent imports what this test does
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": found}) as parent:
        assert parent.stdout
        assert parent.stdout.read(1) == b"2"
        time.sleep(1)  # until the worker is busy
        parent.kill()
    waited = 0
    while list(tmp_path.iterdir()) and waited < HUNG:  # the worker removes its folder at its end
        time.sleep(1)
        waited += 1
    assert not list(tmp_path.iterdir())


def test_workers_that_were_started_early_run_the_first_tasks() -> None:
    with WorkerPool(2) as pool:
        pool.start(os.getpid)
        assert pool.submit(double, 2).result() == 4


def test_worker_is_replaced_after_many_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linernotes.workers.pool.TASKS_PER_WORKER", 2)
    with WorkerPool(1) as pool:
        numbers = [pool.submit(process).result() for _ in range(4)]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
