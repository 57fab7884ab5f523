"""Pages with furniture around given texts, for measuring speed and memory; all of it is made up."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

_SECTIONS = ("الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة", "منوعات", "رأي", "فيديو")
_BESIDE = (
    "افتتاح معرض للكتاب في المدينة القديمة",
    "أسعار العملات في تعاملات اليوم",
    "مواعيد مباريات الجولة المقبلة",
    "وصفة اليوم من المطبخ المغاربي",
    "درجات الحرارة المتوقعة غدا",
)


def made_page(text: str, number: int) -> bytes:
    """A page of a fictional outlet with `text` as its article; the first line is the headline."""
    first, *rest = text.split("\n")
    words = first.split()
    headline, lead = " ".join(words[:9]), first
    day = date(2026, 1, 1) + timedelta(days=number % 300)
    nav = "".join(f'<li><a href="/s/{n}">{name}</a></li>' for n, name in enumerate(_SECTIONS))
    beside = "".join(
        f'<li><a href="/n/{number * 7 + n}"><img src="/i/{n}.jpg" alt="">{title}</a></li>'
        for n, title in enumerate(_BESIDE * 3)
    )
    body = "".join(f"<p>{html.escape(line)}</p>" for line in (lead, *rest) if line.strip())
    return f"""<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>{html.escape(headline)} - صحيفة المرسى</title>
<meta property="og:title" content="{html.escape(headline, quote=True)}">
<meta property="og:site_name" content="صحيفة المرسى">
<meta property="article:published_time" content="{day.isoformat()}T08:00:00Z">
<script>{"var state = {ads: [1, 2, 3]};" * 40}</script>
<style>{".card {{margin: 1px}}" * 60}</style></head>
<body><header><a href="/">صحيفة المرسى</a><nav><ul>{nav}</ul></nav></header>
<main><article><h1>{html.escape(headline)}</h1>
<div class="meta"><time datetime="{day.isoformat()}">{day.isoformat()}</time></div>
<div class="share">شارك <a href="#f">فيسبوك</a> <a href="#x">إكس</a></div>
<div class="body">{body}</div>
<div class="tags">وسوم: <a href="/t/1">أخبار</a> <a href="/t/2">عاجل</a></div></article>
<aside><h3>اقرأ أيضا</h3><ul>{beside}</ul></aside></main>
<footer>جميع الحقوق محفوظة <ul>{nav}</ul></footer></body></html>""".encode()


def made_pages(texts: Iterable[str]) -> Iterator[bytes]:
    """A page for each text."""
    for number, text in enumerate(texts):
        yield made_page(text, number)
