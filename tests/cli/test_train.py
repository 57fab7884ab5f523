import importlib.util

import pytest
from typer.testing import CliRunner

from musnad.cli.main import app
from musnad.errors import MissingExtra


@pytest.mark.skipif(importlib.util.find_spec("torch") is not None, reason="the extra is here")
def test_training_without_its_extra_names_the_install_line():
    result = CliRunner().invoke(app, ["train", "--data", "x", "--out", "y"])
    assert isinstance(result.exception, MissingExtra)
    assert "pip install 'musnad[train]'" in str(result.exception)
