"""The real Matrix specification, compared with its published site by the oracle."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import run

pytestmark = pytest.mark.corpus
EXACT = ["--min-urls", "100", "--min-ids", "100", "--min-id-order", "100", "--min-text", "99.97", "--min-code", "100"]
EXACT += ["--min-tables", "99.9", "--max-broken", "0"]
PAGE_LIMIT = 1_600_000


def compare(shared: Path, version: str, site: Path, *options: str) -> str:
    """Return the oracle's scoreboard. Fails if a threshold is not met."""
    oracle = shared / "oracle"
    command = [
        sys.executable,
        str(oracle / "compare.py"),
        str(oracle / f"facts-{version}.json.gz"),
        str(site),
        *options,
    ]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("version", ["v1.16", "v1.18", "v1.19"])
def test_recent_releases_are_exact(shared: Path, repository: Path, tmp_path: Path, version: str) -> None:
    site = tmp_path / "site"
    said = run("build", f"{repository}@{version}", "-o", str(site), "--fail-on", "error").stderr
    assert "error" not in said
    compare(shared, version, site, *EXACT, "--api", str(shared / "oracle/api" / version))


def test_below_a_base_url_nothing_changes_but_the_links(shared: Path, repository: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    run("build", f"{repository}@v1.19", "-o", str(site), "--base-url", "https://spec.example/v1.19")
    compare(shared, "v1.19", site, *EXACT, "--cand-base", "/v1.19", "--api", str(shared / "oracle/api/v1.19"))
    page = (site / "rooms/v1/index.html").read_text()
    assert '<link rel="canonical" href=https://spec.example/v1.19/rooms/v1/>' in page.replace(
        "rel=canonical", 'rel="canonical"'
    )


@pytest.mark.parametrize(("version", "lost", "words"), [("v1.11", "0", "98"), ("v1.5", "10", "96")])
def test_old_releases_lose_no_id(
    shared: Path, repository: Path, tmp_path: Path, version: str, lost: str, words: str
) -> None:
    site = tmp_path / "site"
    run("build", f"{repository}@{version}", "-o", str(site))
    compare(
        shared,
        version,
        site,
        "--old",
        "--max-ids-lost",
        lost,
        "--min-text",
        words,
        "--min-urls",
        "100",
        "--max-broken",
        "0",
    )


def test_the_oracle_would_notice_a_lost_id(shared: Path, repository: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    run("build", f"{repository}@v1.19", "-o", str(site))
    page = site / "push-gateway-api/index.html"
    page.write_text(page.read_text().replace("id=post_matrixpushv1notify ", "", 1))
    with pytest.raises(AssertionError, match="FAIL"):
        compare(shared, "v1.19", site, *EXACT)


@pytest.fixture
def trees(shared: Path, repository: Path, checkout: Path) -> list[str]:
    return [
        str(checkout),
        f"{repository}@v1.19",
        f"{shared}/corpus/matrix-spec.bundle@v1.19",
        f"file://{repository}@v1.19",
    ]


def test_checkout_commit_and_bundle_give_the_same_bytes(
    trees: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites = []
    for number, tree in enumerate(trees):
        monkeypatch.setenv("PYTHONHASHSEED", str(number))
        site = tmp_path / str(number)
        run("build", tree, "-o", str(site), "--no-cache", "-q", cwd=tmp_path if number % 2 else Path("/"))
        sites.append({path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()})
    assert all(site == sites[0] for site in sites[1:])
    assert len(sites[0]) > 70


def test_the_largest_page_is_lean(repository: Path, tmp_path: Path) -> None:
    run("build", f"{repository}@v1.19", "-o", str(tmp_path / "site"))
    assert (tmp_path / "site/client-server-api/index.html").stat().st_size <= PAGE_LIMIT


def test_the_unstable_tree_builds_with_its_banner(repository: Path, tmp_path: Path) -> None:
    run("build", f"{repository}@unstable", "-o", str(tmp_path / "site"))
    assert "version-banner" in (tmp_path / "site/appendices/index.html").read_text()
    bundle = json.loads((tmp_path / "site/push-gateway-api/api.json").read_text())
    assert bundle["info"]["version"] == "unstable"


def test_info_counts(repository: Path) -> None:
    facts = json.loads(run("info", f"{repository}@v1.19", "--format", "json").stdout)
    assert facts["counts"]["operations"] == 235
    assert (facts["layout"], facts["version"], facts["problems"]) == ("matrix", "v1.19", [])
