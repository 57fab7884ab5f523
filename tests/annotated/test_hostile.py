"""Files that were made to do harm are refused; none of them is unpacked or followed."""

import io
import json
import zipfile

import pytest

from musnad.annotated import bounded, compared, gather, gathered
from musnad.errors import AnnotationError

BOMB = """<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore">
<cas:Sofa xmi:id="1" sofaID="_InitialView" sofaString="&b;"/></xmi:XMI>"""

SECRET = BOMB.replace('<!ENTITY a "aaaaaaaaaa">', '<!ENTITY a SYSTEM "{}">').replace("&b;", "&a;")

DEEP = "<x>" * 2_000 + "</x>" * 2_000


def faults(path, tool="inception"):
    found = gather(path, tool)
    assert found.items == []
    return " ".join(str(fault) for fault in found.faults)


@pytest.mark.parametrize("text", [BOMB, DEEP, "<x", "", "<?xml version='1.0'?><x/>", "\0\0\0"])
def test_xml_that_is_no_document(text, tmp_path):
    path = tmp_path / "a.xmi"
    path.write_text(text, "utf-8")
    assert str(path) in faults(path)


def test_a_document_type_is_refused_before_it_means_anything(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words", "utf-8")
    path = tmp_path / "a.xmi"
    path.write_text(SECRET.format(secret.as_uri()), "utf-8")
    assert "hidden" not in faults(path)


def zipped(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    "name", ["../a.xmi", "/etc/a.xmi", "x/../../a.xmi", "C:\\a.xmi", "..\\a.xmi"]
)
def test_names_that_lead_out_of_an_archive(name, tmp_path):
    with pytest.raises(AnnotationError, match="leads out of the archive"):
        gather(zipped(tmp_path / "p.zip", {name: "<x/>"}), "inception")


def test_an_archive_that_swells(tmp_path, monkeypatch):
    monkeypatch.setattr(bounded, "MOST_BYTES", 10_000)
    with pytest.raises(AnnotationError, match="more than 10,000 bytes"):
        gather(zipped(tmp_path / "p.zip", {"a.xmi": "0" * 100_000}), "inception")


def test_many_documents_that_swell_together(tmp_path, monkeypatch):
    monkeypatch.setattr(bounded, "MOST_UNPACKED", 10_000)
    path = zipped(tmp_path / "p.zip", {f"{n}.xmi": "0" * 4_000 for n in range(5)})
    with pytest.raises(AnnotationError, match="the archive holds more than 10,000 bytes"):
        gather(path, "inception")


def test_archives_in_archives(tmp_path):
    data = b""
    for _ in range(5):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("a.zip", data)
        data = packed.getvalue()
    path = tmp_path / "p.zip"
    path.write_bytes(data)
    with pytest.raises(AnnotationError, match="more than 2 deep"):
        gather(path, "inception")


def test_an_archive_with_too_many_files(tmp_path, monkeypatch):
    monkeypatch.setattr(bounded, "MOST_FILES", 3)
    path = zipped(tmp_path / "p.zip", {f"{n}.txt": "" for n in range(5)})
    with pytest.raises(AnnotationError, match="more than 3 files"):
        gather(path, "inception")


def test_an_archive_that_is_broken(tmp_path):
    path = tmp_path / "p.zip"
    path.write_bytes(zipped(tmp_path / "q.zip", {"a.xmi": "<x/>"}).read_bytes()[:-8])
    with pytest.raises(AnnotationError, match="is no zip archive"):
        gather(path, "inception")


def test_a_member_whose_bytes_were_changed(tmp_path):
    path = zipped(tmp_path / "p.zip", {"a.xmi": "<x/>" * 100})
    data = bytearray(path.read_bytes())
    data[40:44] = b"\xff\xff\xff\xff"
    path.write_bytes(bytes(data))
    with pytest.raises(AnnotationError, match="can't be unpacked"):
        gather(path, "inception")


def test_the_archive_of_a_project_has_its_annotators(making, entry, tmp_path):
    """`annotation/DOCUMENT/USER.zip` with the user's file in it, and the document as imported."""
    project = making("inception", [entry], tmp_path / "inception")
    name, data = f"{project.name}.xmi", project.file.read_bytes()
    users = {}
    for user in ("huda", "salma"):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(f"{user}.xmi", data)
            archive.writestr("TypeSystem.xml", "<x/>")
        users[f"annotation/{name}/{user}.zip"] = packed.getvalue()
    members = {**users, f"annotation/{name}/INITIAL_CAS.xmi": data, f"source/{name}": data}
    path = zipped(project.folder / "project.zip", members)
    found = gather(path, "inception")
    assert [f.message for f in found.faults] == [
        "is annotated 2 times (huda, salma); choose one with --annotator"
    ]
    found = gather(path, "inception", annotator="salma")
    assert (len(found.items), found.changes, found.faults) == (1, [], [])


@pytest.mark.parametrize(
    "data",
    [
        "[" * 100_000,
        "{",
        "null",
        "{}",
        "[1]",
        '[{"data": 3}]',
        '[{"data": {"id": "a"}}]',
        "\ufeff[]",
    ],
)
def test_json_that_is_no_export(data, tmp_path):
    path = tmp_path / "e.json"
    path.write_text(data, "utf-8")
    with pytest.raises(AnnotationError) as told:
        raise AnnotationError(faults(path, "labelstudio"))
    assert str(path) in str(told.value)


@pytest.mark.parametrize("start", ["1", None, True, 1.5, -1, 10**30, [1]])
def test_offsets_that_are_none(start, making, entry, tmp_path):
    project = making("labelstudio", [entry], tmp_path / "labelstudio")
    tasks = json.loads(project.text())
    tasks[0]["annotations"][0]["result"][0]["value"]["start"] = start
    project.write(json.dumps(tasks))
    assert "is no run of the text's characters" in str(project.gather().faults[0])


@pytest.mark.parametrize(
    "results",
    [None, {}, [3], [{"type": "rectangle"}], [{"type": "labels", "id": "a", "value": 3}]],
)
def test_results_that_are_none(results, making, entry, tmp_path):
    project = making("labelstudio", [entry], tmp_path / "labelstudio")
    tasks = json.loads(project.text())
    tasks[0]["annotations"][0]["result"] = results
    project.write(json.dumps(tasks))
    assert project.gather().held == [project.name]


@pytest.mark.parametrize(
    "line",
    [
        "T7777\tSAY 99999999999999999999 99999999999999999999999\tx",
        "T7777\tSAY 5 2\tx",
        "T7777\tSAY",
        "T7777",
        "E7777\tSAY:T7777",
        "E7777",
        "A7777",
        "A7777\tNegated",
        "A7777\tMode E1",
        "T1\tSAY 0 1\tx",
    ],
)
def test_lines_of_brat_that_are_none(line, making, entry, tmp_path):
    project = making("brat", [entry], tmp_path / "brat")
    number = project.text().count("\n") + 1
    project.write(f"{project.text()}{line}\n")
    found = project.gather()
    assert found.held == [project.name]
    assert found.faults[0].place == f"line {number}"


@pytest.mark.parametrize(
    "line", ["R1\tx Arg1:T1 Arg2:T2", "*\tEquiv T1 T2", "#9\tOther T1\tx", "hm"]
)
def test_lines_of_brat_that_say_nothing_of_frames(line, making, entry, tmp_path):
    project = making("brat", [entry], tmp_path / "brat")
    project.write(f"{project.text()}{line}\n")
    found = project.gather()
    assert (found.faults, len(found.items), len(found.remarks)) == ([], 1, 1)


def test_bytes_that_are_no_text(making, entry, tmp_path):
    project = making("brat", [entry], tmp_path / "brat")
    project.file.write_bytes(b"T1\tSAY 0 1\t\xff\n")
    assert "is not UTF-8" in faults(project.folder, "brat")


def test_links_are_not_followed(making, entry, tmp_path):
    project = making("brat", [entry], tmp_path / "brat")
    (tmp_path / "secret").write_text("hidden", "utf-8")
    for suffix in (".txt", ".ann"):
        (project.folder / f"link{suffix}").symlink_to(tmp_path / "secret")
    assert project.gather().faults == []


def test_a_file_that_is_too_large(making, entry, tmp_path, monkeypatch):
    project = making("brat", [entry], tmp_path / "brat")
    monkeypatch.setattr(bounded, "MOST_BYTES", 100)
    assert "more than 100 bytes" in faults(project.folder, "brat")


def test_more_marks_than_are_taken(project, monkeypatch):
    monkeypatch.setattr(gathered, "MOST_WORK", 1_000)
    assert "cut it up" in str(project.gather().faults[0])


def test_frames_that_are_too_many_to_pair_are_still_told(project, monkeypatch):
    monkeypatch.setattr(compared, "MOST_PAIRS", 0)
    project.write(project.text().replace("COERCE", "ASSAULT"))
    kinds = [change.kind for change in project.gather().changes]
    assert kinds == ["frame added", "frame removed"]


def test_tasks_that_are_not_ours_are_each_told(tmp_path):
    path = tmp_path / "e.json"
    path.write_text('[{"data": {}}, {"data": {}}]', "utf-8")
    found = gather(path, "labelstudio")
    assert [fault.place for fault in found.faults] == ["task 1", "task 2"]
    assert found.held == [str(path), str(path)]


def test_xml_1_1_and_arrays_that_are_referred_to(making, entry, tmp_path):
    """As UIMA's own writer may have them."""
    project = making("inception", [entry], tmp_path / "inception")
    project.replace('version="1.0"', 'version="1.1"')
    project.replace(' label="COERCE" unsaid="false"', ' label="COERCE" unsaid="false" flags="77"')
    project.replace("<flags>hypothetical</flags>", "")
    array = '<cas:StringArray xmi:id="77"><elements>hypothetical</elements></cas:StringArray>'
    project.replace("<cas:Sofa", f"{array}<cas:Sofa")
    found = project.gather()
    assert (found.faults, found.changes) == ([], [])


@pytest.mark.parametrize("kind", [{}, [], None, 7])
def test_a_result_of_an_odd_kind_is_a_fault(kind, tmp_path):
    """Found by `benchmarks/fuzz.py`: such a kind can't be looked up in a set."""
    path = tmp_path / "export.json"
    region = {"id": "r", "type": kind, "value": {"start": 0, "end": 1, "labels": ["SAY"]}}
    task = {"data": {"id": "x", "text": "قال"}, "annotations": [{"result": [region]}]}
    path.write_text(json.dumps([task]), "utf-8")
    assert "unknown result" in faults(path, "labelstudio")
