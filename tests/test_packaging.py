"""What is installed: the two packages with their data, and nothing else."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from trcheck import __version__

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in a wheel built of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, timeout=300)
    (file,) = folder.glob("*.whl")
    assert file.name == f"trcheck-{__version__}-py3-none-any.whl"
    with ZipFile(file) as archive:
        return archive.namelist()


@pytest.mark.slow
def test_top_level_is_ours(wheel: list[str]) -> None:
    top = {name.split("/")[0] for name in wheel}
    assert top == {"trcheck", "trcheck_rules", f"trcheck-{__version__}.dist-info"}


@pytest.mark.slow
def test_everything_is_in_it(wheel: list[str]) -> None:
    for root, package in (("checker", "trcheck"), ("rules", "trcheck_rules")):
        files = (ROOT / root / package).rglob("*")
        wanted = {
            path.relative_to(ROOT / root).as_posix()
            for path in files
            if path.is_file() and path.suffix != ".pyc" and not path.name.startswith(".")
        }
        assert wanted <= set(wheel)
    assert "trcheck/py.typed" in wheel
    assert f"trcheck-{__version__}.dist-info/licenses/LICENSE" in wheel
