"""Generated code is replaced and deleted only as it was left."""

from pathlib import Path

import pytest

from specgen.codegen.stamp import intact, stamped
from specgen.errors import SpecgenError
from specgen.model.artifact import Artifact
from specgen.write_code import write_code, write_new


def files(**texts: str) -> list[Artifact]:
    return [Artifact(f"pack/{name}.py", stamped(f"{name}.py", text, "Spec v1")) for name, text in texts.items()]


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    assert write_code(files(a="x = 1\n", b="y = 2\n"), tmp_path, intact).changed == 2
    again = write_code(files(a="x = 1\n", b="y = 2\n"), tmp_path, intact)
    assert (again.files, again.changed, again.removed) == (2, 0, 0)


def test_what_is_no_longer_made_goes_and_own_files_stay(tmp_path: Path) -> None:
    write_code(files(a="x = 1\n", b="y = 2\n"), tmp_path, intact)
    (tmp_path / "pack" / "mine.py").write_text("z = 3\n")
    (tmp_path / "notes.txt").write_text("mine\n")
    assert write_code(files(a="x = 1\n"), tmp_path, intact).removed == 1
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["a.py", "mine.py", "notes.txt"]


def test_what_another_kind_of_package_had_goes_as_far_as_it_is_intact(tmp_path: Path) -> None:
    more = [Artifact(f"conformance/{name}.py", stamped(f"{name}.py", "x = 1\n", "Spec v1")) for name in "bc"]
    write_code([*files(a="x = 1\n"), *more], tmp_path, intact)
    changed = tmp_path / "conformance/c.py"
    changed.write_text(changed.read_text() + "mine = 1\n")
    assert write_code(files(a="x = 1\n"), tmp_path, intact).removed == 1
    assert sorted(path.name for path in tmp_path.rglob("*.py")) == ["a.py", "c.py"]


@pytest.mark.parametrize("text", ["x = 2\n", ""], ids=["changed", "emptied"])
def test_a_file_that_was_changed_by_hand_is_refused(tmp_path: Path, text: str) -> None:
    write_code(files(a="x = 1\n", b="y = 2\n"), tmp_path, intact)
    place = tmp_path / "pack" / "a.py"
    place.write_text(place.read_text().replace("x = 1\n", text))
    before = place.read_text()
    with pytest.raises(SpecgenError, match=r"a\.py"):
        write_code(files(a="x = 3\n", b="y = 4\n"), tmp_path, intact)
    assert place.read_text() == before
    assert "y = 2" in (tmp_path / "pack" / "b.py").read_text()
    write_code(files(a="x = 3\n", b="y = 4\n"), tmp_path, intact, force=True)
    assert "x = 3" in place.read_text()


def test_somebody_elses_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "a.py").write_text("mine = 1\n")
    with pytest.raises(SpecgenError, match="--force"):
        write_code(files(a="x = 1\n"), tmp_path, intact)


def test_a_stale_file_that_was_changed_is_refused(tmp_path: Path) -> None:
    write_code(files(a="x = 1\n", b="y = 2\n"), tmp_path, intact)
    place = tmp_path / "pack" / "b.py"
    place.write_text(place.read_text() + "more = 1\n")
    with pytest.raises(SpecgenError, match=r"b\.py"):
        write_code(files(a="x = 1\n"), tmp_path, intact)
    assert place.exists()


@pytest.mark.parametrize("path", ["../a.py", "/a.py", "pack/../../a.py"])
def test_nothing_is_written_outside(tmp_path: Path, path: str) -> None:
    with pytest.raises(SpecgenError):
        write_code([Artifact(path, b"x")], tmp_path / "out", intact)
    assert not list(tmp_path.rglob("a.py"))


@pytest.mark.parametrize("path", ["a.py", "a.toml", "a.md", "a.json"])
def test_marks_tell_whether_a_file_was_changed(path: str) -> None:
    data = stamped(path, '{"a": 1}\n', "Spec v1")
    assert intact(data) is True
    assert intact(data + b" ") is False
    assert intact(b"x = 1\n") is None


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("linked", ["pack/a.py", "pack"])
def test_what_a_link_leads_to_is_never_replaced(tmp_path: Path, linked: str, force: bool) -> None:
    outside, output = tmp_path / "outside", tmp_path / "out"
    (outside / "pack").mkdir(parents=True)
    (outside / "pack" / "a.py").write_text("theirs = 1\n")
    (output / linked).parent.mkdir(parents=True)
    (output / linked).symlink_to(outside / linked)
    with pytest.raises(SpecgenError, match=f"`{linked}` in `.*` is a link"):
        write_code(files(a="x = 1\n"), output, intact, force=force)
    with pytest.raises(SpecgenError, match="is a link"):
        write_new({"pack/a.py": b"x = 1\n"}, output)
    assert (outside / "pack" / "a.py").read_text() == "theirs = 1\n"


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    assert write_code(files(a="x = 1\n"), tmp_path / "out", intact).changed == 1
    (tmp_path / "lost").symlink_to(tmp_path / "nowhere")
    with pytest.raises(SpecgenError, match="leads nowhere"):
        write_code(files(a="x = 1\n"), tmp_path / "lost", intact)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SpecgenError, match="cannot be written"):
        write_code(files(a="x = 1\n"), tmp_path / "file" / "out", intact)
    (tmp_path / "out" / "pack" / "a.py").mkdir(parents=True)
    with pytest.raises(SpecgenError, match="not a file"):
        write_code(files(a="x = 1\n"), tmp_path / "out", intact)
