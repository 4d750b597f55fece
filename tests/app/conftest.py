from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core import Core, open_core


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Core]:
    found = open_core(tmp_path / "test.emptychair")
    yield found
    found.workspace.close()
