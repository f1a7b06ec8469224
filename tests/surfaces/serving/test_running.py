"""A server in a process of its own: how it listens, what it logs, and how it stops."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.surfaces.cli.main import run
from record.reports import ALL
from surfaces.serving.process import LONGEST, NAME, Running, running


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("serving") / "talks.db"
    with Record.open(path) as made:
        add(ALL, made)
    return str(path)


@pytest.fixture
def served(where: str, tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path, "--record", where) as server:
        yield server


def test_a_request_under_way_is_answered_before_the_end(served: Running) -> None:
    body = json.dumps({"text": "أعلنت أنقرة أن الجولة المقبلة ستعقد غدا."}).encode()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asked:
        asked.settimeout(LONGEST)
        asked.connect(str(served.path))
        asked.sendall(
            b"POST /api/v1/read HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
            b"Content-Length: %d\r\n\r\n" % (NAME.encode(), len(body))
        )
        assert asked.recv(1024).startswith(b"HTTP/1.1 100")
        served.process.send_signal(signal.SIGTERM)
        while not served.refuses():
            pass
        asked.sendall(body)
        answer = b"".join(iter(lambda: asked.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 200")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["statements"]
    assert served.process.wait(LONGEST) == 0
    assert not served.path.exists()
    assert served.lines()[-1]["status"] == 200


def test_the_log_has_a_line_for_each_request_and_nothing_of_what_was_asked(served: Running) -> None:
    secret = "kalimasirriyya"
    first, _ = served.ask(f"/ar/search?q={secret}", X_Request_ID="from-the-proxy.1")
    second, _ = served.ask(f"/api/v1/show/{secret}", X_Request_ID="two words")
    third, _ = served.ask(f"/{secret}")
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(LONGEST) == 0
    lines = served.lines()
    assert [(line["route"], line["status"]) for line in lines] == [
        ("/search", 200), ("/api/v1/show/{key:path}", 404), (None, 404),
    ]  # fmt: skip
    assert [line["request"] for line in lines] == [a.headers["X-Request-ID"] for a in (first, second, third)]
    assert lines[0]["request"] == "from-the-proxy.1"
    assert lines[1]["request"] != "two words"
    assert all(line["ms"] > 0 for line in lines)
    assert secret not in json.dumps(lines)


def test_it_is_called_by_its_names_alone(served: Running) -> None:
    assert served.ask("/ar/")[0].status == 200
    assert served.ask("/ar/", Host="TALKS.example.org:443")[0].status == 200
    assert served.ask("/ar/", Host="evil.example")[0].status == 421
    assert served.ask("/health", Host="localhost")[0].status == 200


def test_pages_are_counted_with_the_interface(served: Running) -> None:
    served.ask("/en/")
    served.ask("/api/v1/tracks")
    told = served.ask("/metrics")[1].decode()
    assert 'mahdar_requests_total{method="GET",route="/",status="200"} 1.0' in told
    assert 'mahdar_requests_total{method="GET",route="/api/v1/tracks",status="200"} 1.0' in told
    assert "process_resident_memory_bytes" in told


def test_a_socket_in_use_is_not_taken(served: Running, where: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--record", where, "--socket", str(served.path)]) == 2
    assert "A server answers at" in capsys.readouterr().err
    assert served.ask("/health")[0].status == 200


def test_a_socket_that_a_killed_server_left_is_taken_over(where: str, tmp_path: Path) -> None:
    with running(tmp_path, "--record", where) as first:
        first.process.kill()
        first.process.wait(LONGEST)
        assert first.path.is_socket()
    with running(tmp_path, "--record", where) as second:
        assert second.ask("/health")[0].status == 200


def test_a_file_is_no_socket(where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("kept")
    assert run(["serve", "--record", where, "--socket", str(file)]) == 2
    assert "is no socket" in capsys.readouterr().err
    assert run(["serve", "--record", where, "--socket", str(tmp_path / "none" / "http")]) == 2
    assert "cannot be listened at" in capsys.readouterr().err
    assert run(["serve", "--record", where, "--socket", str(file), "--port", "0"]) == 2
    assert "not at both" in capsys.readouterr().err
    assert file.read_text() == "kept"


def test_several_processes_count_together_and_end_together(where: str, tmp_path: Path) -> None:
    with running(tmp_path, "--record", where, "--workers", "2") as server:
        counted = Counter[bytes]()
        while len(counted) < 2:
            counted.update(re.findall(rb"process_start_time_seconds (\S+)", server.ask("/metrics")[1]))
        for _ in range(20):
            assert server.ask("/en/coverage")[0].status == 200
        told = server.ask("/metrics")[1].decode()
        assert 'mahdar_requests_total{method="GET",route="/coverage",status="200"} 20.0' in told
        assert "mahdar_requests_open 1.0" in told
        assert 'mahdar_info{version="' in told
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(LONGEST) == 0
        lines = server.lines()
        assert sum(line["route"] == "/coverage" for line in lines) == 20
        assert not server.path.exists()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="this system does not tell of its processes")
def test_a_process_that_dies_is_replaced(where: str, tmp_path: Path) -> None:
    with running(tmp_path, "--record", where, "--workers", "2") as server:
        assert server.ask("/health")[0].status == 200
        [first, *_] = served_by(server)
        os.kill(first, signal.SIGKILL)
        while first in (there := served_by(server)) or len(there) < 2:
            pass
        assert server.ask("/health")[0].status == 200


def served_by(server: Running) -> list[int]:
    """The processes that answer."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    found = []
    for child in map(int, children):
        with suppress(OSError):
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(child)
    return found
