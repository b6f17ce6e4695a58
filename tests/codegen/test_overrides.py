"""What a file of overrides says is what the generated code is called; what it cannot mean is said in one sentence."""

import ast
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, run

OVERRIDES = """
[operations]
login = "sign_in"
logout = ""

[arguments]
"sendEvent.room_id" = "room"

[classes]
LoginResponse = "Session"

[unstable]
sendEvent = { path = "/_matrix/client/unstable/org.example/send", feature = "org.example.send" }
"""


def functions(path: Path) -> dict[str, list[str]]:
    """Return the functions of a module with the names of their arguments."""
    found = [each for each in ast.walk(ast.parse(path.read_text())) if isinstance(each, ast.FunctionDef)]
    return {each.name: [arg.arg for arg in (*each.args.posonlyargs, *each.args.args)] for each in found}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the bundled spec's bindings under other names."""
    place = tmp_path_factory.mktemp("overrides")
    (place / "mine.toml").write_text(OVERRIDES)
    given = ("--overrides", str(place / "mine.toml"), "--package", "mine", "--api", "client-server", "--no-cache")
    run("generate", "client", str(ROOT), "-o", str(place / "out"), "-q", *given)
    return place / "out/mine"


def test_operations_are_renamed_and_left_out(package: Path) -> None:
    client = functions(package / "client_server/client.py")
    assert "sign_in" in client
    assert not {"login", "logout"} & client.keys()
    assert "logout_all" in client


def test_classes_are_renamed_everywhere(package: Path) -> None:
    texts = [path.read_text() for path in package.rglob("*.py")]
    assert any("class Session(" in text for text in texts)
    assert not any("LoginResponse" in text for text in texts)


def test_arguments_are_renamed_and_paths_stay(package: Path) -> None:
    [path] = [each for each in package.glob("client_server/*.py") if "SEND_EVENT:" in each.read_text()]
    text = path.read_text()
    assert functions(path)["send_event"][0] == "room"
    assert functions(package / "client_server/client.py")["redact_event"][1] == "room_id"
    assert '"roomId": room,' in text
    assert '"/_matrix/client/unstable/org.example/send", "org.example.send"' in text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[operation]\n", "there is no section `operation`"),
        ("[operations]\nlogin = 'a b'\n", "`operations.login` is not a Python name"),
        ("[events]\nstate = 'm.room.member'\n", "`events` holds lists of event types"),
        ("[unstable]\nlogin = 'x'\n", "an entry of `unstable` needs `path` and `feature`"),
        ("login = \n", "is not TOML"),
    ],
)
def test_what_it_cannot_mean(text: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(text)
    done = run("generate", "client", str(ROOT), "-o", "out", "--overrides", "mine.toml", cwd=tmp_path, status=2)
    assert sentence in done.stderr
    assert not (tmp_path / "out").exists()


def test_what_comes_with_specgen_still_holds(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[operations]\nlogn = "sign_in"\n')
    given = ("--overrides", "mine.toml", "--target", "events", "--package", "mine", "--no-cache", "-q")
    done = run("generate", "client", str(ROOT), "-o", "out", *given, cwd=tmp_path)
    assert done.stderr == "--overrides: warning: there is no operation `logn`: do you mean `login`?\n"
    run("generate", "client", str(ROOT), "-o", "plain", *given[2:], cwd=tmp_path)
    for path in sorted((tmp_path / "plain").rglob("*.py")):
        assert (tmp_path / "out" / path.relative_to(tmp_path / "plain")).read_bytes() == path.read_bytes()


def test_a_broken_document_is_told_and_takes_nothing_away(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    for name in ("api", "event-schemas", "site"):
        shutil.copytree(ROOT / name, tree / name)
    for name in ("specgen.toml", "specgen.overrides"):
        shutil.copy(ROOT / name, tree)
    command = ("generate", "client", str(tree), "-o", str(tmp_path / "out"), "--package", "mine", "--no-cache", "-q")
    run(*command)
    before = {path.name for path in (tmp_path / "out").rglob("*.py")}
    [login] = (tree / "api").rglob("login.yaml")
    login.write_text(login.read_text() + "  broken: [\n")
    done = run(*command)
    assert "login.yaml:" in done.stderr
    assert "[yaml-syntax]" in done.stderr
    assert {path.name for path in (tmp_path / "out").rglob("*.py")} == before


@pytest.mark.corpus
def test_classes_that_a_release_lacks_are_any_object(checkout: Path, tmp_path: Path) -> None:
    shutil.copytree(checkout / "data/api", tmp_path / "tree/data/api")
    for name in ("content", "config"):
        shutil.copytree(checkout / name, tmp_path / "tree" / name)
    run("generate", "client", "tree", "-o", "out", "--api", "client-server", "--no-cache", "-q", cwd=tmp_path)
    [package] = [each.parent for each in (tmp_path / "out").glob("*/_rt")]
    text = "".join(path.read_text() for path in package.glob("client_server/*.py"))
    assert "events: list[JsonObject]" in text


@pytest.mark.corpus
def test_a_renamed_operation_keeps_what_an_argument_chooses(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[operations]\ngetRoomStateWithKey = "read_state"\n')
    given = ("--overrides", "mine.toml", "--api", "client-server", "--package", "mine", "--no-cache", "-q")
    run("generate", "client", str(checkout), "-o", "out", *given, cwd=tmp_path)
    text = (tmp_path / "out/mine/client_server/rooms.py").read_text()
    assert text.count("@overload\ndef read_state(") == 3
    assert 'chosen = answering(READ_STATE, StateEvent, format == "event")' in text
    assert "read_state" in functions(tmp_path / "out/mine/client_server/client.py")
