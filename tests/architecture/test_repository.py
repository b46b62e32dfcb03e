"""What may stand in the repository: the agreed things, nothing of one machine, nothing unpinned."""

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

AGREED = {
    ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md",
    "api", "data", "docs", "matcher", "pyproject.toml", "requirements", "tests", "wsgi.py",
}  # fmt: skip
ALLOWED = {".gitattributes", "benchmarks"}

LOCAL_FOLDERS = {".git", ".venv", "instance", "__pycache__"}
VENDORED = {"bower_components", "node_modules", "site-packages", "third_party", "vendor", "vendored"}
SAY_NOTHING = {"common", "helper", "helpers", "misc", "util", "utils"}

# Spelled in pieces, so that this file does not hold what it looks for.
REGISTRIES = [
    ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"),
    ("deb", "debian", "org"), ("security", "debian", "org"), ("archive", "ubuntu", "com"), ("crates", "io"),
]  # fmt: skip
OF_A_REGISTRY = re.compile("|".join(r"\b" + r"\.".join(parts) + r"\b" for parts in REGISTRIES), re.IGNORECASE)
OF_A_MACHINE = re.compile(r"(?<![\w.~-])/(?:root/|Users/\w|home/\w+/|work/(?:main|shared|\.)|opt/(?:pypi|wheels))")
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+?)( ;[^\\]*)?( --hash=sha256:[0-9a-f]{64})+$")


@cache
def files() -> tuple[Path, ...]:
    """Every file that is, or is about to be, in the repository; all that are no by-products where there is no git."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if listing.returncode == 0 and listing.stdout:
        names = [Path(name) for name in listing.stdout.decode().split("\0") if name]
    else:
        names = [path.relative_to(ROOT) for path in ROOT.rglob("*")]
    return tuple(
        name for name in sorted(names)
        if (ROOT / name).is_file() and not any(_is_by_product(part) for part in name.parts)
    )  # fmt: skip


def _is_by_product(part: str) -> bool:
    return (
        part in LOCAL_FOLDERS or part.endswith((".egg-info", "_cache")) or part.startswith((".coverage", ".hypothesis"))
    )


@cache
def texts() -> dict[Path, str]:
    found = {}
    for name in files():
        content = (ROOT / name).read_bytes()
        if b"\0" not in content:
            found[name] = content.decode("utf-8")
    return found


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def pins(name: str) -> dict[tuple[str, str], str]:
    """(package, marker) -> version; a line that does not pin a version by hash fails the test."""
    joined = (ROOT / "requirements" / name).read_text(encoding="utf-8").replace("\\\n", "")
    found = {}
    for line in filter(None, (re.sub(r"\s+", " ", line).strip() for line in joined.splitlines())):
        match = PINNED.match(line)
        assert match, f"requirements/{name}: not pinned by hash: {line}"
        found[match[1], (match[3] or "").strip()] = match[2]
    return found


def declared(*groups: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(line for group in groups for line in project["optional-dependencies"][group])]
    return {re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", line, maxsplit=1)[0]).lower() for line in wanted}


def test_the_top_level_holds_what_was_agreed() -> None:
    top = {name.parts[0] for name in files()}
    assert top >= AGREED, f"missing: {sorted(AGREED - top)}"
    assert top <= AGREED | ALLOWED, f"a new thing at the top needs an agreement: {sorted(top - AGREED - ALLOWED)}"


def test_no_file_is_named_after_nothing() -> None:
    assert [str(name) for name in files() if {part.split(".")[0].lower() for part in name.parts} & SAY_NOTHING] == []


def test_nobody_elses_sources_are_kept_here() -> None:
    copied = [
        name for name in files() if VENDORED & set(name.parts) or re.search(r"\.min\.(js|css)$|\.whl$", name.name)
    ]
    assert copied == []


def test_no_package_registry_is_named() -> None:
    assert lines_with(OF_A_REGISTRY) == []


def test_no_path_of_somebodys_machine_is_named() -> None:
    assert lines_with(OF_A_MACHINE) == []


@pytest.mark.parametrize(("name", "groups"), [("run.txt", ()), ("dev.txt", ("dev",))])
def test_every_requirement_is_pinned_by_hash(name: str, groups: tuple[str, ...]) -> None:
    pinned = {package for package, _ in pins(name)}
    assert declared(*groups) <= pinned, f"make lock: {sorted(declared(*groups) - pinned)}"


def test_tests_run_on_the_very_versions_that_serve() -> None:
    serving, testing = pins("run.txt"), pins("dev.txt")
    assert {pin: version for pin, version in serving.items() if testing.get(pin) != version} == {}


def test_ci_is_a_program() -> None:
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
