import csv
from pathlib import Path

import pytest

from musnad.pages.tables import agency_in, home_of, host_of, outlet_named, outlet_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["outlets.csv", "agencies.csv"])
def test_the_packaged_copy_equals_the_resource(name):
    packaged = ROOT / "src" / "musnad" / "pages" / "data" / name
    assert packaged.read_bytes() == (ROOT / "resources" / name).read_bytes()


def test_hosts_are_bare_and_listed_once():
    text = (ROOT / "resources" / "outlets.csv").read_text(encoding="utf-8")
    hosts = [row["host"] for row in csv.DictReader(text.splitlines())]
    assert len(hosts) == len(set(hosts)) >= 100
    assert all(host == host.lower() and not host.startswith("www.") for host in hosts)


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.youm7.com/story/1", "اليوم السابع"),
        ("http://arabic.cnn.com/x", "CNN بالعربية"),
        ("https://notyoum7.com/story", None),
        ("http://[", None),
        (None, None),
    ],
)
def test_outlets_by_host(url, outlet):
    assert outlet_of(url) == outlet


def test_host():
    assert host_of("https://www.a.example:8080/x") == "a.example"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("(أ ف ب)", "فرانس برس"),
        ("أ.ف.ب", "فرانس برس"),
        ("وكالة الأنباء السعودية", "واس"),
        ("د ب أ", "د ب أ"),
        ("الأناضول", "الأناضول"),
        ("واسع", None),
        ("وفاة", None),
    ],
)
def test_agencies_by_variant(text, agency):
    assert agency_in(text) == agency


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("رابط الخبر بصحيفة النبراس: عنوان", "النبراس"),
        ("جميع الحقوق محفوظة لموقع أصداء الوادي 2021", "أصداء الوادي"),
        ("Copyright © 2017 أصداء الرافدين", "أصداء الرافدين"),
        ("جميع الحقوق محفوظة", None),
    ],
)
def test_outlets_named_by_notices(line, outlet):
    assert outlet_named([line]) == outlet


@pytest.mark.parametrize(
    ("outlet", "home"),
    [
        ("اليوم السابع", "EGY"),
        ("youm7.com", "EGY"),
        ("youm7", "EGY"),
        ("الشرق الأوسط", None),
        ("جريدة مجهولة", None),
        (None, None),
    ],
)
def test_homes_of_outlets(outlet, home):
    assert home_of(outlet) == home
