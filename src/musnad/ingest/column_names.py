"""Names under which tables of articles keep what we need, the most telling first.

Keys are compared in lower case with `_` for `-`, space and a dot. Sources: the JSON of trafilatura
2, newspaper4k 0.9 and news-please 1.6, Media Cloud's story lists, schema.org, common data sets.
Names that tell when a page was fetched or indexed (`timestamp`, `date_download`, `indexed_date`,
`filedate`) are left out on purpose: they are no dates of publication.
"""

from __future__ import annotations

OURS = (
    "text",
    "html",
    "title",
    "url",
    "published",
    "outlet",
    "byline",
    "agency",
    "language",
)
"""Our fields, as `--column FIELD=NAME` takes them."""

ALIASES = {
    "body": "text",
    "content": "text",
    "headline": "title",
    "link": "url",
    "date": "published",
    "source": "outlet",
    "author": "byline",
    "authors": "byline",
    "lang": "language",
}
"""Other names for our fields that `--column` takes."""

KNOWN: dict[str, tuple[str, ...]] = {
    "text": (
        "maintext", "main_text", "text", "article_text", "full_text", "fulltext", "plain_text",
        "articlebody", "article_body", "body", "content", "article", "story_text", "story",
        "raw_text", "النص", "نص", "نص_الخبر", "المحتوى", "محتوى", "الخبر", "المقال",
    ),
    "html": ("html", "raw_html", "page_html", "html_content"),
    "title": (
        "title", "headline", "head_line", "heading", "title_page", "العنوان", "عنوان",
        "عنوان_الخبر",
    ),
    "url": (
        "url", "link", "canonical_link", "canonical_url", "article_url", "page_url", "web_url",
        "weburl", "requested_url", "original_url", "uri", "permalink", "الرابط", "رابط",
    ),
    "published": (
        "published", "date_publish", "publish_date", "published_date", "publishedat",
        "published_at", "publication_date", "date_published", "datepublished", "pub_date",
        "pubdate", "webpublicationdate", "date", "datetime", "time", "dateline_date",
        "تاريخ_النشر", "التاريخ", "تاريخ",
    ),
    "outlet": (
        "outlet", "sitename", "site_name", "meta_site_name", "media_name", "publisher",
        "publication", "newspaper", "source_name", "source",
        "source_hostname", "hostname", "source_domain", "domain", "site",
        "source_url", "media_url", "المصدر", "الصحيفة", "الموقع",
    ),
    "byline": (
        "byline", "author", "authors", "author_name", "creator", "writer", "journalist", "الكاتب",
        "كاتب", "المحرر",
    ),
    "agency": ("agency", "news_agency", "wire", "الوكالة", "وكالة"),
    "language": ("language", "lang", "meta_lang", "اللغة"),
}  # fmt: skip

LISTS = frozenset(
    ["articles", "stories", "results", "items", "records", "documents", "docs", "data", "hits",
     "news", "entries", "posts", "rows"]
)  # fmt: skip
"""Keys of a JSON object that hold a list of records."""

HOLDERS = frozenset(["response", "result", "data", "hits", "feed"])
"""Keys of an object within which such a list may stand."""

BODIES = frozenset(KNOWN["text"]) | frozenset(KNOWN["html"])
"""Keys that show an object to be a record itself, whatever lists it has."""
