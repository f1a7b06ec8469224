"""What lies in deploy/: it is well written, it asks for no rights that it does not need, and it runs what there is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from mahdar.surfaces.cli.serve import serve_command

DEPLOY = Path(__file__).parents[1] / "deploy"
UNITS = sorted(f.name for f in DEPLOY.iterdir() if f.suffix in (".service", ".timer"))
COMPOSED: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
ALL = sorted(f.name for f in DEPLOY.iterdir())

SAFE = 1.5
"""The exposure that systemd may find at most; it calls 2 and more no longer safe."""


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
@pytest.mark.parametrize("unit", UNITS)
def test_systemd_finds_no_fault_in_a_unit(unit: str, tmp_path: Path) -> None:
    for name in UNITS:
        text = (DEPLOY / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace("/usr/local/lib/mahdar/bin/mahdar", shutil.which("true") or ""))
    told = subprocess.run(["systemd-analyze", "verify", str(tmp_path / unit)], capture_output=True, text=True)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
@pytest.mark.parametrize("unit", [u for u in UNITS if u.endswith(".service")])
def test_systemd_finds_a_service_safe(unit: str) -> None:
    command = ["systemd-analyze", "security", "--offline=true", str(DEPLOY / unit)]
    told = subprocess.run(command, capture_output=True, text=True)
    exposure = re.search(r"exposure level for \S+: ([\d.]+)", told.stdout)
    assert exposure
    assert float(exposure[1]) <= SAFE


def test_the_services_run_commands_with_options_that_there_are() -> None:
    there = {name for option in serve_command.params for name in option.opts}
    unit = re.search(r"^ExecStart=\S+/mahdar serve (.*)$", (DEPLOY / "mahdar.service").read_text("utf-8"), re.M)
    assert unit
    written = [unit[1].split(), COMPOSED["services"]["mahdar"]["command"]]
    written.append(re.findall(r'"([^"]+)"', (DEPLOY / "Containerfile").read_text("utf-8").rpartition("CMD")[2]))
    for words in written:
        used = {word for word in words if word.startswith("--")}
        assert used
        assert used <= there


@pytest.mark.parametrize("service", COMPOSED["services"])
def test_a_container_has_no_rights_to_spare(service: str) -> None:
    asked = COMPOSED["services"][service]
    assert asked["read_only"] is True
    assert asked["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in asked["security_opt"]
    assert "privileged" not in asked
    assert service == "proxy" or "ports" not in asked


def test_no_container_of_ours_runs_as_root() -> None:
    users = re.findall(r"^USER (\d+)", (DEPLOY / "Containerfile").read_text("utf-8"), re.M)
    assert users
    assert int(users[-1]) > 0
    assert COMPOSED["services"]["database"]["user"].split(":")[0] != "0"


def test_the_database_is_reached_from_inside_alone() -> None:
    assert COMPOSED["services"]["database"]["networks"] == ["inside"]
    assert COMPOSED["services"]["mahdar"]["networks"] == ["inside"]
    assert COMPOSED["networks"]["inside"]["internal"] is True


def test_whatever_is_mounted_or_copied_is_there() -> None:
    for line in re.findall(r"^COPY (?!--from)(.*) \S+$", (DEPLOY / "Containerfile").read_text("utf-8"), re.M):
        assert all((DEPLOY.parent / name).exists() for name in line.split())
    kept = {line[1:] for line in (DEPLOY / "Containerfile.dockerignore").read_text().split() if line.startswith("!")}
    assert all((DEPLOY.parent / name).exists() for name in kept)
    mounts = [m for s in COMPOSED["services"].values() for m in s.get("volumes", ())]
    named = {m.partition(":")[0] for m in mounts if not m.startswith(".")}
    assert named == set(COMPOSED["volumes"])
    assert all((DEPLOY / m.partition(":")[0]).exists() for m in mounts if m.startswith("."))


@pytest.mark.parametrize("name", ["mahdar-run"])
def test_a_script_can_be_run(name: str) -> None:
    assert os.access(DEPLOY / name, os.X_OK)
    subprocess.run(["sh", "-n", str(DEPLOY / name)], check=True)


@pytest.mark.parametrize("name", ALL)
def test_every_file_is_told_of(name: str) -> None:
    told = (DEPLOY.parent / "docs" / "deploy.md").read_text("utf-8")
    assert name == "Containerfile.dockerignore" or f"deploy/{name}" in told


@pytest.mark.parametrize("name", ALL)
def test_images_are_named_plainly(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    images = re.findall(r"^FROM (\S+)|^\s+image: (\S+)", text, re.M)
    assert all("/" not in (a or b) and ":latest" not in (a or b) for a, b in images)
