import gzip
import json

from hand import reading
from typer.testing import CliRunner

from musnad.cli.main import app


def lines(path, *readings, pack=False):
    text = "".join(json.dumps(r.to_dict(), ensure_ascii=False) + "\n" for r in readings).encode()
    path.write_bytes(gzip.compress(text) if pack else text)
    return str(path)


def call(*words):
    return CliRunner().invoke(app, ["stability", *words])


def test_two_files_are_told_apart_as_table_json_and_page(tmp_path):
    old = reading()
    new = type(old).from_dict(old.to_dict() | {"frames": old.to_dict()["frames"][1:], "chains": []})
    one = lines(tmp_path / "old.jsonl", old)
    two = lines(tmp_path / "new.jsonl.gz", new, pack=True)
    page = tmp_path / "report.html"
    told = call(one, two, "--report", str(page))
    assert told.exit_code == 0, told.output
    assert "1 articles read both times" in told.output
    assert "66.7% the same" in told.output
    assert "gone     SAY قال" in told.output
    assert '<bdi lang="ar" dir="auto">SAY قال</bdi>' in page.read_text(encoding="utf-8")
    data = json.loads(call(one, two, "--format", "json").output)
    assert data["frames"] == {
        "same": 2, "changed": 0, "moved": 0, "retyped": 0, "gone": 1, "new": 0,
    }  # fmt: skip


def test_what_is_no_reading_is_refused_by_file_and_line(tmp_path):
    good = lines(tmp_path / "old.jsonl", reading())
    bad = tmp_path / "new.jsonl"
    bad.write_text('{"article": 3}\n', encoding="utf-8")
    told = call(good, str(bad))
    assert told.exit_code != 0
    assert "new.jsonl: line 1" in str(told.exception or told.output)
