import json
import stat

import pytest
from hand import reading
from starlette.testclient import TestClient
from typer.testing import CliRunner

from musnad.cli.main import app as commands
from musnad.errors import LedgerError
from musnad.ledger import Ledger, history, runs
from musnad.service import ServiceOptions, create_app
from musnad.service.accounts import Accounts, Limiter, Sessions

PASSWORD = "correct horse 1"  # noqa: S105 - of nobody


@pytest.fixture
def accounts(tmp_path):
    found = Accounts(tmp_path / "accounts.json")
    for name, role in (("هدى", "reviewer"), ("reader", "reader"), ("chief", "admin")):
        found.put(name, role, PASSWORD)
    return found


@pytest.fixture
def room(tmp_path, accounts):
    """A room with accounts, and the id of a frame of its ledger."""
    path = tmp_path / "news.ledger"
    with Ledger.open(path) as ledger:
        ledger.add(reading())
        frame = next(ledger.entries()).frame_ids["f1"]
    made = create_app(ServiceOptions(str(path), accounts=str(accounts.path)))
    with TestClient(made, base_url="http://localhost", follow_redirects=False) as client:
        client.headers["accept"] = "text/html"
        yield client, frame


def enter(client, name, password=PASSWORD, **fields):
    return client.post("/login", data={"name": name, "password": password, **fields})


def test_nobody_sees_a_page_without_signing_in(room):
    client, frame = room
    answer = client.get("/search?words=هدنة")
    assert (answer.status_code, answer.headers["location"][:18]) == (303, "/login?next=%2Fsea")
    assert client.get("/search.json").status_code == 401
    assert client.get("/openapi.json").status_code == 401
    assert client.post("/review/decide", data={"frame": frame}).status_code == 401
    assert client.get("/login").status_code == 200
    assert client.get("/static/room.css").status_code == 200


def test_signing_in_and_out(room):
    client, _ = room
    answer = enter(client, "reader", next="/claims?least=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/claims?least=1")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    page = client.get("/claims")
    assert page.status_code == 200
    assert '<form class="leave" action="/logout" method="post">' in page.text
    client.post("/logout")
    assert client.get("/claims").status_code == 303


@pytest.mark.parametrize(
    "after", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x", ""]
)
def test_signing_in_leads_nowhere_else(room, after):
    assert enter(room[0], "reader", next=after).headers["location"] == "/"


@pytest.mark.parametrize(
    ("name", "password"), [("reader", "wrong password"), ("nobody", PASSWORD), ("", "")]
)
def test_a_wrong_name_or_password_opens_nothing(room, name, password):
    client, _ = room
    answer = enter(client, name, password)
    assert answer.status_code == 401
    assert "not right" in answer.text
    assert client.get("/claims").status_code == 303


def test_guessing_is_slowed_down(room):
    client, _ = room
    answers = [enter(client, "chief", f"guess number {n}").status_code for n in range(8)]
    assert answers == [401] * 6 + [429] * 2
    assert enter(client, "chief").status_code == 429


def test_roles_bound_what_may_be_done(room):
    client, frame = room
    decision = {"frame": frame, "verdict": "confirm", "seen": 0}
    enter(client, "reader")
    answer = client.post("/review/decide", json=decision)
    assert answer.status_code == 403
    assert client.get("/accounts").status_code == 403
    enter(client, "هدى")
    assert client.post("/review/decide", json=decision).status_code == 200
    enter(client, "chief")
    assert "هدى" in client.get("/accounts").text


def test_readers_neither_keep_nor_fetch(room, tmp_path):
    client, _ = room
    text = {"text": "قال وزير الخارجية سالم الهاشمي إن بلاده ترفض المقترح.", "keep": "true"}
    enter(client, "reader")
    assert "Read and keep" not in client.get("/read-now?lang=en").text
    for sent in (text, {"address": "https://news.example/"}):
        assert client.post("/read-now", data=sent).status_code == 403
    assert client.post("/read-now", data=text | {"keep": "false"}).status_code == 200
    enter(client, "هدى")
    assert client.post("/read-now", data=text).status_code == 200
    with Ledger(tmp_path / "news.ledger", read_only=True) as ledger:
        assert [run.command for run in runs(ledger)] == ["read now, kept by هدى"]


def test_a_decision_bears_the_name_of_the_account(room, tmp_path):
    client, frame = room
    enter(client, "هدى")
    client.cookies.set("reviewer", "somebody else")
    sent = {"frame": frame, "verdict": "confirm", "seen": 0, "reviewer": "the chief"}
    assert client.post("/review/decide", json=sent).status_code == 200
    with Ledger.open(tmp_path / "news.ledger", read_only=True) as ledger:
        assert [made.reviewer for made in history(ledger)] == ["هدى"]


def test_another_site_cannot_sign_anybody_in(room):
    answer = room[0].post(
        "/login",
        data={"name": "reader", "password": PASSWORD},
        headers={"origin": "https://evil.example"},
    )
    assert answer.status_code == 403


def test_admins_sign_others_out(room, accounts):
    client, _ = room
    enter(client, "reader")
    readers = dict(client.cookies)
    client.cookies.clear()
    enter(client, "chief")
    assert client.get("/accounts.json").json()["accounts"][1]["sessions"] == 1
    client.post("/accounts/sign-out", data={"name": "reader"})
    client.cookies.clear()
    client.cookies.update(readers)
    assert client.get("/claims").status_code == 303


def test_a_removed_or_changed_account_is_signed_out(room, accounts):
    client, _ = room
    enter(client, "reader")
    accounts.put("reader", "reader", "another password")
    assert client.get("/claims").status_code == 303
    enter(client, "reader", "another password")
    assert client.get("/claims").status_code == 200
    accounts.remove("reader")
    assert client.get("/claims").status_code == 303


def test_too_many_requests_are_told(room):
    client, _ = room
    answers = {client.get("/login").status_code for _ in range(200)}
    assert answers == {200, 429}


def test_the_file_holds_no_password_and_is_nobody_elses(accounts):
    text = accounts.path.read_text(encoding="utf-8")
    assert PASSWORD not in text
    assert "$argon2id$" in text
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "role", "password", "told"),
    [
        ("", "reader", PASSWORD, "is no name"),
        ("a\nb", "reader", PASSWORD, "is no name"),
        ("a", "owner", PASSWORD, "is no role"),
        ("a", "reader", "short", "10 to 1000"),
        ("a", "reader", "x" * 1001, "10 to 1000"),
    ],
)
def test_accounts_that_will_not_do(accounts, name, role, password, told):
    with pytest.raises(LedgerError, match=told):
        accounts.put(name, role, password)


@pytest.mark.parametrize(
    "text", ["", "[]", '{"format": "x"}', '{"format": "musnad-accounts-1", "accounts": [{}]}']
)
def test_another_file_is_refused(tmp_path, text):
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(LedgerError, match="no file of accounts"):
        Accounts(tmp_path / "a.json").all()


def test_a_role_that_is_none_is_refused(accounts):
    data = json.loads(accounts.path.read_text(encoding="utf-8"))
    data["accounts"][0]["role"] = "owner"
    accounts.path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(LedgerError, match="owner"):
        Accounts(accounts.path).all()


def test_sessions_end_with_time(accounts, monkeypatch):
    sessions = Sessions()
    token = sessions.begin(accounts.all()["reader"])
    assert sessions.account_of(token, accounts).name == "reader"
    assert sessions.account_of("guess", accounts) is None
    monkeypatch.setattr("musnad.service.accounts.time.monotonic", lambda: 1e12)
    assert sessions.account_of(token, accounts) is None
    assert sessions.names() == []


def test_a_limit_fills_up_again(monkeypatch):
    clock = [100.0]
    monkeypatch.setattr("musnad.service.accounts.time.monotonic", lambda: clock[0])
    limit = Limiter(2, 10.0)
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
    assert limit.allows("b")
    clock[0] += 5
    assert [limit.allows("a"), limit.allows("a")] == [True, False]


def test_accounts_are_made_on_the_command_line(tmp_path):
    runner, file = CliRunner(), str(tmp_path / "a.json")
    made = ["accounts", "add", "هدى", "--role", "reviewer", "--file", file]
    assert runner.invoke(commands, made, input=f"{PASSWORD}\n").exit_code == 0
    assert Accounts(file).check("هدى", PASSWORD).role == "reviewer"
    listed = runner.invoke(commands, ["accounts", "list", "--file", file]).stdout
    assert listed == "reviewer  هدى\n"
    assert runner.invoke(commands, ["accounts", "remove", "هدى", "--file", file]).exit_code == 0
    assert Accounts(file).all() == {}


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "news.example", "::"])  # noqa: S104
def test_a_room_for_others_needs_accounts(tmp_path, host):
    result = CliRunner().invoke(commands, ["serve", "--host", host])
    assert "musnad accounts add" in str(result.exception)
