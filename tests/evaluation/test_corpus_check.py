import json

import pytest

from musnad.errors import CorpusError
from musnad.evaluation import check_corpus


def corpus(folder, items, frames, name="items"):
    rows = [json.dumps({"id": i, "text": t}, ensure_ascii=False) for i, t in items.items()]
    (folder / f"{name}.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (folder / f"{name}.frames").write_text(frames, encoding="utf-8")


def test_a_sound_corpus_is_counted(tmp_path):
    corpus(
        tmp_path,
        {"a": "قال هو إن الجيش قصف", "b": "لا شيء"},
        "# a\nSAY | قال | agent: هو | content: إن الجيش قصف\n"
        "ASSAULT | قصف | agent: (الجيش) | neg\n# b\n",
    )
    report = check_corpus(tmp_path)
    assert report.sound
    assert report.to_dict() == {
        "items": 2,
        "words": 7,
        "frames": 2,
        "types": {"SAY": 1, "ASSAULT": 1},
        "roles": {"agent": 1, "content": 1},
        "unsaid": {"agent": 1},
        "flags": {"neg": 1},
        "modes": {},
        "contexts": {},
        "phenomena": {"act within a statement": 1},
        "stories": 0,
        "faults": [],
    }


def test_faults_of_all_kinds_are_reported(tmp_path):
    corpus(
        tmp_path,
        {"a": "قصف الجيش", "b": "نص"},
        "# a\nASSAULT | قصف | content: الجيش\nSAY | ذكر\n# c\n# a\n",
    )
    (tmp_path / "alone.frames").write_text("", encoding="utf-8")
    (tmp_path / "bare.jsonl").write_text('{"id": "x", "text": "y"}', encoding="utf-8")
    found = [str(f).removeprefix(f"{tmp_path}/") for f in check_corpus(tmp_path).faults]
    assert sorted(found) == [
        "alone.frames: no alone.jsonl beside it",
        "bare.jsonl: no bare.frames beside it",
        "items.frames:1: [a] ASSAULT at 'قصف' can have no content",
        "items.frames:3: [a] predicate not in the text: 'ذكر'",
        "items.frames:4: no item 'c' in items.jsonl",
        "items.frames:5: second block of 'a'",
        "items.jsonl:2: no block for 'b' in items.frames",
    ]


def test_a_folder_without_items_is_an_error(tmp_path):
    with pytest.raises(CorpusError, match="holds no"):
        check_corpus(tmp_path)


def test_modes_and_contexts_are_counted(tmp_path):
    corpus(
        tmp_path,
        {"a": "قصف الجيش"},
        "# a\ncontext: military+territory\nASSAULT | قصف | agent: الجيش | mode: aerial\n",
    )
    report = check_corpus(tmp_path)
    assert report.modes == {"ASSAULT aerial": 1}
    assert report.contexts == {"military": 1, "territory": 1}


def test_a_story_told_in_two_parts_is_a_fault(tmp_path):
    corpus(tmp_path, {"a": "نص", "b": "نص", "c": "نص"}, "# a\n# b\n# c\n")
    rows = [{"id": i, "text": "نص", "story": "s" if i < "c" else "t"} for i in "abc"]
    (tmp_path / "items.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "dev.txt").write_text("b c", encoding="utf-8")
    assert [f.message for f in check_corpus(tmp_path).faults] == ["story 's' is in dev and train"]
    (tmp_path / "dev.txt").write_text("a b", encoding="utf-8")
    assert check_corpus(tmp_path).sound
