"""Documents that another library of UIMA wrote are read as INCEpTION's are."""

import pytest

cassis = pytest.importorskip("cassis")


@pytest.fixture
def edited(making, entry, tmp_path):
    """A project and its document, opened to be edited; `write` puts it back."""
    project = making("inception", [entry], tmp_path / "inception")
    types = cassis.load_typesystem((project.folder / "TypeSystem.xml").read_text("utf-8"))
    cas = cassis.load_cas_from_xmi(project.text(), typesystem=types)
    return project, cas, types


def test_what_it_writes_comes_back_untouched(edited):
    project, cas, _ = edited
    cas.to_xmi(project.file)
    found = project.gather()
    assert ([str(f) for f in (*found.faults, *found.remarks)], found.changes) == ([], [])
    assert len(found.items) == 1


def test_a_role_that_it_adds_behind_an_emoji(edited):
    project, cas, types = edited
    frame = next(m for m in cas.select("musnad.Mark") if m.label == "REJECT")
    start = cas.sofa_string.index("فيما")
    mark = types.get_type("musnad.Mark")(
        begin=start, end=start + 4, label="time", value="2021-03-02"
    )
    tie = types.get_type("musnad.Tie")(begin=start, end=start + 4, Governor=frame, Dependent=mark)
    cas.add_all([mark, tie])
    cas.to_xmi(project.file)
    assert [(c.kind, c.frame, c.after) for c in project.gather().changes] == [
        ("role added", "REJECT نفت", f"time «فيما» {start}-{start + 4} = 2021-03-02")
    ]
