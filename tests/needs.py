"""What tests need of the machine: tools, and other people's things that not every machine has."""

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

REQUIRED = os.environ.get("SPECGEN_REQUIRE", "").split(",")


def missing(what: str, reason: str) -> NoReturn:
    """Skip a test with a reason, or fail it where the thing is required."""
    if what in REQUIRED:
        pytest.fail(f"{what} is required here: {reason}")
    pytest.skip(reason)


def tool(name: str) -> str:
    """Return the path of a program that the tests' own Python installed: its folder need not be on the PATH."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or name


def peers(*modules: str) -> str:
    """Return a Python that has other people's tools: SPECGEN_PEERS names it, else it may be this one."""
    named = os.environ.get("SPECGEN_PEERS")
    if named is None and not all(find_spec(each) for each in modules):
        missing("peers", f"set SPECGEN_PEERS to a Python that has {', '.join(modules)}")
    return named or sys.executable
