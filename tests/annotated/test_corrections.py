"""Corrections made by hand in each tool's files, and what is said of them."""

import json
import re

import pytest

from musnad.evaluation import check_corpus


def edited(project, edit):
    """Change the results of the one task of a Label Studio export."""
    tasks = json.loads(project.text())
    edit(tasks[0]["annotations"][0]["result"])
    project.write(json.dumps(tasks))


def unit(text, point):
    return len(text[:point].encode("utf-16-le")) // 2


def shown(project):
    """The text that the tool shows."""
    if project.tool == "brat":
        return project.file.with_suffix(".txt").read_bytes().decode()
    if project.tool == "labelstudio":
        return json.loads(project.text())[0]["data"]["text"]
    raw = re.search(r'sofaString="([^"]*)"', project.text()).group(1)
    for old, new in (("&#10;", "\n"), ("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">")):
        raw = raw.replace(old, new)
    return raw.replace("&amp;", "&")


class Brat:
    """Edits as brat writes them."""

    def __init__(self, project):
        self.project = project
        self.text = shown(project)

    def bound(self, words):
        return re.search(rf"^(T\d+)\t\S+ [\d ;]+\t{re.escape(words)}$", self.project.text(), re.M)

    def move(self, old, new):
        line, at = self.bound(old).group(0), self.text.index(new)
        head = line.split("\t")
        kind = head[1].split()[0]
        self.project.replace(line, f"{head[0]}\t{kind} {at} {at + len(new)}\t{new}")

    def delete(self, kind):
        trigger = re.search(rf"^E\d+\t{kind}:(T\d+).*$", self.project.text(), re.M)
        event = trigger.group(0).split("\t")[0]
        gone = [rf"{event}\t.*", rf"{trigger.group(1)}\t.*", rf"[A#]\d+\t\S+ {event}\b.*"]
        text = re.sub(rf"^(?:{'|'.join(gone)})\n", "", self.project.text(), flags=re.M)
        self.project.write(text.replace(f" Denies:{event}", ""))

    def retype(self, old, new):
        text = self.project.text().replace(f"\t{old}:T", f"\t{new}:T")
        self.project.write(re.sub(rf"^(T\d+)\t{old} ", rf"\1\t{new} ", text, flags=re.M))

    def add(self, kind, role, words, value):
        at = self.text.index(words)
        event = re.search(rf"^E\d+\t{kind}:.*$", self.project.text(), re.M).group(0)
        self.project.replace(event, f"{event} {role.capitalize()}:T99")
        kind = {"agent": "Actor", "target": "Actor"}.get(role, role.capitalize())
        bound = f"T99\t{kind} {at} {at + len(words)}\t{words}\n"
        note = f"#99\tAnnotatorNotes T99\t{value}\n" if value else ""
        self.project.write(self.project.text() + bound + note)


class Inception:
    """Edits as INCEpTION writes them."""

    def __init__(self, project):
        self.project = project
        self.text = shown(project)

    def at(self, words):
        start = self.text.index(words)
        begin, end = unit(self.text, start), unit(self.text, start + len(words))
        return f'begin="{begin}" end="{end}"'

    def move(self, old, new):
        self.project.replace(self.at(old), self.at(new))

    def delete(self, kind):
        mark = re.search(
            rf'<musnad:Mark xmi:id="(\d+)"[^>]*label="{kind}".*\n', self.project.text()
        )
        number, text = mark.group(1), self.project.text().replace(mark.group(0), "")
        self.project.write(
            re.sub(rf'<musnad:Tie [^>]*(?:Governor|Dependent)="{number}"[^>]*>\n', "", text)
        )

    def retype(self, old, new):
        self.project.replace(f'label="{old}"', f'label="{new}"')

    def add(self, kind, role, words, value):
        number = re.search(rf'<musnad:Mark xmi:id="(\d+)"[^>]*label="{kind}"', self.project.text())
        has = f' value="{value}"' if value else ""
        mark = f'<musnad:Mark xmi:id="9901" sofa="1" {self.at(words)} label="{role}"{has}/>'
        ends = f'Governor="{number.group(1)}" Dependent="9901"'
        tie = f'<musnad:Tie xmi:id="9902" sofa="1" {self.at(words)} {ends}/>'
        self.project.replace("<cas:Sofa", f"{mark}{tie}<cas:Sofa")


class LabelStudio:
    """Edits as Label Studio writes them."""

    def __init__(self, project):
        self.project = project
        self.text = shown(project)

    def where(self, words):
        at = self.text.index(words)
        return {"start": at, "end": at + len(words)}

    def move(self, old, new):
        def edit(results):
            for result in results:
                value = result.get("value", {})
                if value.get("start") == self.text.index(old):
                    value.update(self.where(new))
                    if isinstance(value.get("text"), str):
                        value["text"] = new

        edited(self.project, edit)

    def delete(self, kind):
        def edit(results):
            gone = {r["id"] for r in results if r.get("value", {}).get("labels") == [kind]}
            results[:] = [r for r in results if not gone & {r.get("id"), r.get("from_id")}]
            results[:] = [r for r in results if r.get("to_id") not in gone]

        edited(self.project, edit)

    def retype(self, old, new):
        self.project.replace(f'"labels": ["{old}"]', f'"labels": ["{new}"]')

    def add(self, kind, role, words, value):
        def edit(results):
            frame = next(r["id"] for r in results if r.get("value", {}).get("labels") == [kind])
            about = {"id": "new1", "to_name": "text"}
            label = {**self.where(words), "text": words, "labels": [role]}
            results.append({**about, "from_name": "role", "type": "labels", "value": label})
            if value:
                text = {**self.where(words), "text": [value]}
                results.append({**about, "from_name": "value", "type": "textarea", "value": text})
            results.append(
                {"type": "relation", "from_id": frame, "to_id": "new1", "direction": "right"}
            )

        edited(self.project, edit)


EDITORS = {"brat": Brat, "inception": Inception, "labelstudio": LabelStudio}


@pytest.fixture
def editor(project):
    return EDITORS[project.tool](project)


def told(found):
    assert [str(fault) for fault in found.faults] == []
    return [(c.kind, c.frame, c.before, c.after) for c in found.changes]


def blocks(project):
    _, _, lines = project.written()
    return lines.decode().splitlines()


def test_a_span_that_was_moved(project, editor):
    editor.move("القافلة", "القافلة في عمّان")
    assert told(project.gather()) == [
        ("role moved", "COERCE احتجاز", "target «القافلة» 77-84", "target «القافلة في عمّان» 77-93"),
    ]
    written = next(line for line in blocks(project) if line.startswith("COERCE"))
    assert written.split(" | ")[2:5] == [
        "agent: (الحركة «الشمالية») [REB]",
        "target: القافلة في عمّان",
        "place: عمّان [JOR Amman]",
    ]


def test_a_frame_that_was_deleted_takes_its_roles_with_it(project, editor):
    editor.delete("COERCE")
    found = project.gather()
    assert [(kind, frame) for kind, frame, *_ in told(found)] == [
        ("frame removed", "COERCE احتجاز")
    ]
    assert not any(line.startswith("COERCE") for line in blocks(project))
    assert all("left without a frame" in str(remark) for remark in found.remarks)
    assert len(found.remarks) == (2 if project.tool == "brat" else 3)


def test_a_type_that_was_changed_keeps_no_mode_of_the_other(project, editor):
    editor.retype("COERCE", "ASSAULT")
    assert told(project.gather()) == [
        ("modes", "ASSAULT احتجاز", "arrest", ""),
        ("type", "ASSAULT احتجاز", "COERCE", "ASSAULT"),
    ]
    assert "has no mode arrest; dropped" in str(project.gather().remarks[0])


def test_a_role_that_was_added(project, editor):
    editor.add("REJECT", "time", "أمس", "2021-03-02")
    assert told(project.gather()) == [
        ("role added", "REJECT نفت", "", "time «أمس» 45-48 = 2021-03-02")
    ]
    assert "REJECT | نفت | agent: الحركة [REB] | time: أمس [2021-03-02]" in blocks(project)


def test_a_frame_behind_an_emoji_may_be_moved(project, editor):
    editor.move("نفت", "نفت الحركة")
    assert told(project.gather()) == [
        ("predicate", "REJECT نفت الحركة", "«نفت» 147-150", "«نفت الحركة» 147-157")
    ]


def test_all_at_once_pass_the_checker_of_the_corpus(project, editor, tmp_path):
    editor.move("القافلة", "القافلة في عمّان")
    editor.add("REJECT", "time", "أمس", None)
    editor.delete("SAY")
    project.written()
    report = check_corpus_of(project, tmp_path)
    assert (report.faults, report.items, report.frames) == ([], 1, 3)


def check_corpus_of(project, tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for suffix in (".jsonl", ".frames"):
        back = project.folder.parent / f"{project.folder.name}-back{suffix}"
        back.rename(folder / f"back{suffix}")
    return check_corpus(folder)
