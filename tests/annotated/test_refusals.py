"""What does not read back to the letter is held back, with its file and place."""

import json
import re
import shutil

import pytest

from musnad.annotated import gather
from musnad.errors import AnnotationError
from musnad.records import Entry, Frame, Span

CHANGED = "the text is not the one that went out"


def held(project, **options):
    """Messages for which the one article is held back."""
    found = project.gather(**options)
    assert found.items == []
    assert found.held == [project.name]
    assert all(fault.file.startswith(str(project.folder)) for fault in found.faults)
    return [f"{fault.place}: {fault.message}" for fault in found.faults]


def texts(project):
    """The file that holds the text."""
    return project.file.with_suffix(".txt") if project.tool == "brat" else project.file


@pytest.mark.parametrize(
    ("old", "new"), [("وشيكة", "قريبة"), ("ٌ", ""), ("\u202b", "")], ids=["word", "mark", "bidi"]
)
def test_a_text_that_was_changed(project, old, new):
    path = texts(project)
    text = path.read_text("utf-8")
    assert old in text or project.tool == "labelstudio"
    path.write_text(
        text.replace(old, new).replace(json.dumps(old)[1:-1], new), "utf-8", newline="\n"
    )
    assert any(CHANGED in message for message in held(project))


def test_line_ends_that_an_editor_changed_in_a_text_of_brat(making, entry, tmp_path):
    project = making("brat", [entry], tmp_path / "brat")
    path = texts(project)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert any(CHANGED in message for message in held(project))


def test_line_ends_that_an_editor_changed_in_annotations_do_not_matter(making, entry, tmp_path):
    project = making("brat", [entry], tmp_path / "brat")
    project.write(project.text().replace("\n", "\r\n"))
    assert project.gather().faults == []


def test_a_span_outside_the_text(project):
    if project.tool == "inception":
        project.write(re.sub(r'end="\d+"( label="ACCUSE")', r'end="2900"\1', project.text()))
        expected = "'20-2900' is no run"
    elif project.tool == "brat":
        project.write(re.sub(r"ACCUSE 19 23", "ACCUSE 19 2900", project.text()))
        expected = "which lies outside the text"
    else:
        project.replace('"start": 19, "end": 23', '"start": 19, "end": 2900')
        expected = "'(19, 2900)' is no run"
    assert any(expected in message for message in held(project))


def test_words_that_are_not_those_at_the_offsets(making, entry, tmp_path):
    project = making("brat", [entry], tmp_path / "brat")
    project.replace("ACCUSE 19 23", "ACCUSE 20 24")
    assert "T1 says 'اتهم' at 20 24, the text reads 'تهم '" in held(project)[0]


def test_half_an_emoji(making, entry, tmp_path):
    project = making("inception", [entry], tmp_path / "inception")
    at = project.text().index("label=")
    assert at > 0
    project.write(re.sub(r'begin="20"', 'begin="16"', project.text()))
    assert any("is no run of the text's characters" in message for message in held(project))


def test_an_unknown_type(project):
    text = project.text().replace("COERCE", "KIDNAP")
    project.write(text)
    assert any("'KIDNAP'" in message for message in held(project))


def test_a_flag_that_is_none(project):
    project.write(project.text().replace("Hypothetical", "Maybe").replace("hypothetical", "maybe"))
    assert any("aybe" in message for message in held(project))


def test_a_context_that_is_none(project):
    project.replace("human_rights", "human rites")
    assert any("unknown context 'human rites'" in message for message in held(project))


def test_a_value_that_is_a_remark(project):
    project.replace("JOR Amman", "really?")
    assert any("'really?' is no value of a place" in message for message in held(project))


def test_a_role_that_its_type_can_not_have(project):
    if project.tool == "brat":
        project.replace(" Time:", " Toll:")
    else:
        quote = '"{}"'
        project.replace(quote.format("time"), quote.format("toll"))
    assert any("ACCUSE can have no toll" in message for message in held(project))


def test_a_tie_to_what_is_not_there(project):
    if project.tool == "brat":
        project.write(re.sub(r" Time:T\d+", " Time:T98", project.text()))
    elif project.tool == "inception":
        project.write(re.sub(r'Dependent="\d+"', 'Dependent="98"', project.text(), count=1))
    else:
        project.replace('"to_id": "r1"', '"to_id": "98"')
    assert any("98" in message for message in held(project))


def test_a_new_role_that_nobody_tied(project):
    if project.tool == "brat":
        project.write(f"{project.text()}T90\tActor 19 23\tاتهم\n")
    elif project.tool == "inception":
        mark = '<musnad:Mark xmi:id="90" sofa="1" begin="20" end="24" label="agent"/>'
        project.replace("<cas:Sofa", f"{mark}<cas:Sofa")
    else:
        tasks = json.loads(project.text())
        value = {"start": 19, "end": 23, "text": "اتهم", "labels": ["agent"]}
        region = {"id": "90", "from_name": "role", "to_name": "text", "type": "labels"}
        tasks[0]["annotations"][0]["result"].append({**region, "value": value})
        project.write(json.dumps(tasks))
    assert any("belongs to no frame; tie it to one" in message for message in held(project))


def test_two_roles_tied_to_each_other(making, entry, tmp_path):
    project = making("labelstudio", [entry], tmp_path / "labelstudio")
    project.replace('"from_id": "f1", "to_id": "r1"', '"from_id": "r2", "to_id": "r1"')
    assert any("expected a frame" in message for message in held(project))


def test_a_tie_may_be_drawn_from_the_role(making, entry, tmp_path):
    project = making("labelstudio", [entry], tmp_path / "labelstudio")
    project.replace('"from_id": "f1", "to_id": "r1"', '"from_id": "r1", "to_id": "f1"')
    found = project.gather()
    assert (found.faults, found.changes) == ([], [])


def test_white_space_around_a_span_is_trimmed_and_said(making, entry, tmp_path):
    project = making("inception", [entry], tmp_path / "inception")
    project.replace('begin="20" end="24"', 'begin="19" end="25"')
    found = project.gather()
    assert (found.faults, found.changes) == ([], [])
    assert [r.message for r in found.remarks] == ["white space around 'اتهم' trimmed"]


def test_the_rest_may_be_kept_if_that_is_asked_for(project):
    project.replace("JOR Amman", "really?")
    found = project.gather(partial=True)
    assert (len(found.items), found.held, len(found.faults)) == (1, [], 1)


def test_a_changed_text_is_never_kept(project):
    path = texts(project)
    path.write_text(
        path.read_text("utf-8").replace("<b>", "<i>").replace("&lt;b", "&lt;i"), "utf-8"
    )
    found = project.gather(partial=True)
    assert (found.items, found.held) == ([], [project.name])


def test_without_the_originals_stand_ins_can_not_be_undone(making, entry, tmp_path):
    project = making("brat", [entry], tmp_path / "brat")
    (project.folder / "original.jsonl").unlink()
    assert "stand-ins for characters" in held(project)[0]


def test_without_the_originals_a_plain_text_is_taken_as_it_is(tool, making, reading_of, tmp_path):
    frame = Frame("f1", "SAY", Span(0, 3), "قال", 1.0)
    project = making(tool, [Entry.of(reading_of("قال سالم نعم", (frame,)))], tmp_path / tool)
    (project.folder / "original.jsonl").unlink()
    found = project.gather()
    assert (found.faults, found.original) == ([], None)
    assert found.items[0].item == {
        "id": project.name, "text": "قال سالم نعم", "frames": 1, "judged": 1,
    }  # fmt: skip
    assert found.items[0].lines == ("context: none", "SAY | قال")


def test_an_article_that_never_went_out(project, tmp_path):
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": "x", "text": "قال"}\n', "utf-8")
    other.with_suffix(".frames").write_text("# x\n", "utf-8")
    assert any("is not among the items" in m for m in held(project, original=other))
    assert project.gather(original=other).missing == ["x"]


def test_several_annotators(making, entry, tmp_path):
    project = making("labelstudio", [entry], tmp_path / "labelstudio")
    tasks = json.loads(project.text())
    first = tasks[0]["annotations"][0]
    tasks[0]["annotations"].append(
        {**first, "completed_by": {"id": 2, "email": "huda@example.org"}}
    )
    tasks[0]["annotations"].append({**first, "completed_by": 3, "was_cancelled": True})
    project.write(json.dumps(tasks))
    assert "is annotated 2 times (1, huda@example.org)" in held(project)[0]
    assert len(project.gather(annotator="huda@example.org").items) == 1
    with pytest.raises(AnnotationError, match=r"annotators are 1, huda@example.org"):
        project.gather(annotator="salma")


def test_a_task_that_nobody_annotated_is_told(making, entry, tmp_path):
    project = making("labelstudio", [entry], tmp_path / "labelstudio")
    tasks = json.loads(project.text())
    tasks[0]["annotations"] = []
    project.write(json.dumps(tasks))
    found = project.gather()
    assert (found.items, found.held, found.missing) == ([], [], [project.name])


def test_a_text_of_brat_without_its_annotations(making, entry, tmp_path):
    project = making("brat", [entry], tmp_path / "brat")
    shutil.copy(texts(project), project.folder / "other.txt")
    found = project.gather()
    assert [f.message for f in found.faults if f.item == "other"][:1] == ["no other.ann beside it"]
    assert len(found.items) == 1


def test_an_interrupted_content_of_brat_is_two(making, entry, tmp_path):
    project = making("brat", [entry], tmp_path / "brat")
    line = re.search(r"^T\d+\tContent .*\tباحتجاز القافلة في عمّان$", project.text(), re.M).group(0)
    name = line.split("\t")[0]
    project.replace(line, f"{name}\tContent 69 76;88 93\tباحتجاز عمّان")
    assert [(c.kind, c.after) for c in project.gather().changes] == [
        ("role added", "content «عمّان» 88-93"),
        ("role moved", "content «باحتجاز» 69-76"),
    ]


def test_a_predicate_of_brat_is_one_run(making, entry, tmp_path):
    project = making("brat", [entry], tmp_path / "brat")
    project.replace("ACCUSE 19 23\tاتهم", "ACCUSE 19 23;45 48\tاتهم أمس")
    assert "a predicate is one run of the text" in held(project)[0]


@pytest.mark.parametrize("what", ["missing", "empty"])
def test_a_project_that_is_none(what, tool, tmp_path):
    folder = tmp_path / "folder"
    if what == "empty":
        folder.mkdir()
    with pytest.raises(AnnotationError, match=r"no such file|holds no"):
        gather(folder, tool)


def test_a_tool_that_is_none(tmp_path):
    with pytest.raises(AnnotationError, match=r"unknown tool 'doccano'"):
        gather(tmp_path, "doccano")
