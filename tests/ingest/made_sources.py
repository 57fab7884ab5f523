"""Small sources that tests of the room share."""

from __future__ import annotations

import io
import tarfile
import zipfile

from musnad.ingest import Item, Skipped, open_items

TEXT = "أعلن الوزير خالد العلي اليوم أن الحكومة ستبدأ تنفيذ الخطة الشهر المقبل في كل المحافظات."
TITLE = "الحكومة تبدأ تنفيذ الخطة"
PAGE = (
    f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{TEXT}</p>"
    "<p>وأضاف الوزير أن العمل سيستمر حتى نهاية العام الجاري بدعم من البنك الدولي.</p>"
    "</body></html>"
).encode()


def read(path, **options):
    """All items of a source."""
    return list(open_items(str(path), **options))


def places(items, path):
    """The sources without the name of what they came from; set aside ones with a minus."""
    sign = {True: "-", False: ""}
    return [sign[isinstance(i, Skipped)] + i.source.removeprefix(str(path)) for i in items]


def good(items):
    """The items that were not set aside."""
    return [i for i in items if isinstance(i, Item)]


def set_aside(items):
    """What was set aside."""
    return [i for i in items if isinstance(i, Skipped)]


def zip_of(members):
    """A ZIP archive of (name, bytes) pairs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tar_of(members, mode="w"):
    """A TAR archive of (name, bytes) pairs."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def record(url, body, *, kind="response", length=None, head=None, extra=""):
    """A WARC record; `length` may lie."""
    if head is None:
        head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    block = head.encode() + body
    media = "application/http; msgtype=response" if kind == "response" else "text/plain"
    said = len(block) if length is None else length
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2020-01-01T00:00:00Z\r\nContent-Type: {media}\r\n{extra}"
            f"Content-Length: {said}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )
