"""The words of the terminal output, English and Arabic."""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "ar"]

ROLE_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "agent": "who",
        "target": "to whom",
        "content": "what",
        "medium": "via",
        "time": "when",
        "place": "where",
        "toll": "toll",
        "chain": "chain",
        "denies": "denies",
        "denied": "denied by",
        "contexts": "about",
    },
    "ar": {
        "agent": "من",
        "target": "لمن",
        "content": "ماذا",
        "medium": "عبر",
        "time": "متى",
        "place": "أين",
        "toll": "الحصيلة",
        "chain": "السند",
        "denies": "ينفي",
        "denied": "نفاه",
        "contexts": "حول",
    },
}

FLAG_WORDS: dict[str, dict[str, str]] = {
    "en": {"neg": "did not happen", "future": "planned", "hypothetical": "possible"},
    "ar": {"neg": "لم يقع", "future": "مقرر", "hypothetical": "محتمل"},
}

TYPE_WORDS: dict[str, dict[str, str]] = {
    "en": {},
    "ar": {
        "SAY": "قول",
        "AGREE": "تعهد",
        "SUPPORT": "تأييد",
        "CONCEDE": "تنازل",
        "REQUEST": "طلب",
        "ACCUSE": "اتهام",
        "REJECT": "رفض",
        "THREATEN": "تهديد",
        "CONSULT": "تشاور",
        "COOPERATE": "تعاون",
        "AID": "عون",
        "RETREAT": "تراجع",
        "PROTEST": "احتجاج",
        "SANCTION": "عقوبة",
        "MOBILIZE": "حشد",
        "COERCE": "إكراه",
        "ASSAULT": "اعتداء",
    },
}

PHRASES: dict[str, dict[str, str]] = {
    "en": {
        "untitled": "(no headline)",
        "unnamed": "source not named",
        "unsaid": "from context",
        "no_frames": "Nothing is attributed and no event is told in this text.",
        "counts": "{statements} statements, {acts} acts ({claimed} only claimed), {links} denials",
        "furniture": "{n} pieces of page furniture left out",
        "model": "read by {name} {date}",
        "note": "note",
        "withheld": "{n} values withheld, too unsure to be recorded:",
        "actors": "Who is who ({n}):",
        "unsure": "unsure",
        "two candidates": "two candidates",
        "damaged text": "the text is damaged",
        "other language": "the text is not Arabic, or not only",
    },
    "ar": {
        "untitled": "(بلا عنوان)",
        "unnamed": "مصدر غير مسمى",
        "unsaid": "من السياق",
        "no_frames": "لا قول منسوبا ولا حدث مرويا في هذا النص.",
        "counts": "أقوال: {statements}، أفعال: {acts} (مزعومة: {claimed})، نفي: {links}",
        "furniture": "تُركت {n} قطعة من أثاث الصفحة",
        "model": "قرأه {name} {date}",
        "note": "ملاحظة",
        "withheld": "قيم لم تدوَّن لضعف الثقة بها: {n}",
        "actors": "من هم ({n}):",
        "unsure": "غير مؤكد",
        "two candidates": "مرشحان متقاربان",
        "damaged text": "النص تالف",
        "other language": "النص ليس عربيا أو ليس كله",
    },
}
