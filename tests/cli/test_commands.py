import json

import pytest
from typer.testing import CliRunner

from musnad import __version__
from musnad.cli.main import app
from musnad.demo import DEMO_PAGES, demo_page
from musnad.records import Reading

runner = CliRunner()


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(demo_page("page.html"))
    return path


def test_version():
    assert runner.invoke(app, ["--version"]).stdout.strip() == f"musnad {__version__}"


def test_text_names_headline_and_statement(page):
    result = runner.invoke(app, ["read", str(page)])
    assert result.exit_code == 0
    assert "الشرطة التونسية توقف سبعة محتجين" in result.stdout
    assert "SAY  قال" in result.stdout


def test_json_reads_back(page):
    result = runner.invoke(app, ["read", str(page), "--format", "json"])
    data = json.loads(result.stdout)
    keys = {"article", "mentions", "frames", "chains", "links", "model", "withheld"}
    assert set(data) == {*keys, "resolved", "identities"}
    assert data["article"]["published"] == "2019-02-05"
    assert data["article"]["outlet"] == "مرفأ الأخبار"
    assert Reading.from_dict(data).to_dict() == data


def test_a_list_of_names_of_the_user_is_asked(page, tmp_path):
    names = tmp_path / "names.csv"
    names.write_text(
        "qid,label,aliases,code\nQ1,Adil Swisi,عادل السويسي,TUNELI\n", encoding="utf-8"
    )
    result = runner.invoke(app, ["read", str(page), "--names", str(names), "--format", "json"])
    latin = {identity["latin"] for identity in json.loads(result.stdout)["identities"]}
    assert "Adil Swisi" in latin


def test_a_bad_list_of_names_is_refused_with_its_place(page, tmp_path):
    names = tmp_path / "names.tsv"
    names.write_text("1\tP\n", encoding="utf-8")
    result = runner.invoke(app, ["read", str(page), "--names", str(names)])
    assert result.exit_code != 0
    assert "names.tsv:1" in result.output + str(result.exception)


def test_a_date_given_wins(page):
    result = runner.invoke(app, ["read", str(page), "--date", "2020-01-02", "--format", "json"])
    assert json.loads(result.stdout)["article"]["published"] == "2020-01-02"


def test_jsonl_is_a_line_a_page_and_a_bad_page_is_told(page, tmp_path):
    picture = tmp_path / "x.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    result = runner.invoke(app, ["read", str(page), str(picture), "--format", "jsonl"])
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "x.png" in result.stderr
    assert "PNG" in result.stderr


def test_nothing_readable_is_exit_code_2(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    result = runner.invoke(app, ["read", str(empty), str(tmp_path / "none.html")])
    assert result.exit_code == 2
    assert "does not exist" in result.stderr


def test_html_is_one_page_and_takes_one_source(page):
    result = runner.invoke(app, ["read", str(page), "--format", "html"])
    assert result.stdout.lstrip().lower().startswith("<!doctype html>")
    assert "http://" not in result.stdout.replace("http://www.w3.org", "")
    assert runner.invoke(app, ["read", str(page), str(page), "-f", "html"]).exit_code == 2


def test_standard_input():
    result = runner.invoke(app, ["read", "-", "-f", "json"], input=demo_page("wire.txt"))
    assert json.loads(result.stdout)["article"]["agency"] == "فرانس برس"


def test_output_file(page, tmp_path):
    out = tmp_path / "out.json"
    assert runner.invoke(app, ["read", str(page), "-f", "json", "-o", str(out)]).exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["frames"]


def test_a_bad_date_is_refused(page):
    assert runner.invoke(app, ["read", str(page), "--date", "yesterday"]).exit_code == 2


def test_a_higher_score_keeps_fewer_frames(page):
    counts = [
        len(
            json.loads(
                runner.invoke(app, ["read", str(page), "-f", "json", "--min-score", least]).stdout
            )["frames"]
        )
        for least in ("0", "0.9")
    ]
    assert counts[0] > counts[1] > 0


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(bytes(range(256)) * 40, id="binary"),
        pytest.param(b"a" * 20_000_000, id="twenty-megabytes"),
        pytest.param(b"<div>" * 100_000, id="deeply-nested"),
        pytest.param("<html><body><p>قال الوز".encode()[:-1], id="truncated"),
        pytest.param("نص".encode("utf-16-le") * 50, id="mis-encoded"),
        pytest.param(b"The minister said no.\n" * 20, id="not-arabic"),
        pytest.param("يا ليل الصب متى غده أقيام الساعة موعده".encode(), id="no-news"),
    ],
)
def test_bad_input_gives_a_sentence_or_no_frames(data, tmp_path):
    path = tmp_path / "input"
    path.write_bytes(data)
    result = runner.invoke(app, ["read", str(path)])
    assert result.exit_code in {0, 2}
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == 0 or "musnad:" in result.stderr


def test_demo_reads_every_bundled_page():
    result = runner.invoke(app, ["demo"])
    assert result.exit_code == 0
    assert all(name in result.stdout for name in DEMO_PAGES)
    assert "musnad read" in result.stdout


def test_evaluate_scores_and_dumps(tmp_path):
    text = "عنوان\nقال الوزير سالم إن الوفد وصل."
    at = text.index("قال")
    frames = [{"type": "SAY", "predicate": [at, at + 3], "roles": [], "flags": []}]
    (tmp_path / "articles.jsonl").write_text(json.dumps({"id": "a", "text": text}) + "\n")
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "a", "frames": frames}) + "\n")
    dump = tmp_path / "out.jsonl"
    result = runner.invoke(
        app, ["evaluate", str(tmp_path), "--dump", str(dump), "--format", "json"]
    )
    scores = {row["name"]: row for row in json.loads(result.stdout)["scores"]}
    assert scores["predicate"]["recall"] == 1.0
    assert json.loads(dump.read_text(encoding="utf-8"))["id"] == "a"


def test_check_names_faults(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "a-1", "text": "قال نعم"}\n', encoding="utf-8")
    (tmp_path / "a.frames").write_text("# a-1\nSAY | كلا\n", encoding="utf-8")
    result = runner.invoke(app, ["check", str(tmp_path)])
    assert result.exit_code == 1
    assert "a.frames:2" in result.stderr


def test_model_card():
    assert "Model card" in runner.invoke(app, ["model"]).stdout
