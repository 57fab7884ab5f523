"""Small closed sets of words that steer the reading of a mention, folded."""

from __future__ import annotations

from musnad.script import fold

_ACCREDITED = "لدى إلى ضد على عن بشأن"
_PORTFOLIOS = """
وزير وزيرة وزراء وزيرا وزارة وزارتا وكيل هيئة لجنة جمعية مركز نقابة منظمة جامعة كلية مديرية إدارة
مكتب رابطة معهد مؤسسة مصلحة صندوق برنامج مفوضية مجلس اتحاد شعبة قسم
"""
_PARTICLES = """
في من عن على إلى مع بين عند لدى بعد قبل باسم أن التي الذي الذين هو هي أي أحد إحدى بعض كل جميع نحو
حوالي أكثر أقل مئات عشرات آلاف السيد السيدة الدكتور الدكتورة المهندس المهندسة الشيخ د الأستاذ
الأستاذة سعادة معالي سمو صاحب جلالة فخامة غير ذات ذلك هذا هذه تلك حول ضد شؤون لشؤون العام العامة
السابق السابقة الأسبق الراحل الجديد الأول الثاني الكبير منهم منها بينهم
"""
_COUNTS = """
واحد اثنان اثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني ثمان تسعة تسع عشرة
عشر عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون
تسعين مئة مائة مئتا مئتي مئات ألف آلاف ألفا مليون ملايين عشرات اثنا اثني إحدى أحد بضعة عدد
"""
_OWN_WORDS = "فلسطين فرنسا فنزويلا فنلندا فيتنام فاغنر"
_OWN_STARTS = """
وزير وزراء وزار وكيل وكال وفد وفود والي ولاة وحد وسيط وسائل ولي والد وجهاء وجيه ولاي واشنطن وارسو
وصي
"""

ACCREDITED = frozenset(map(fold, _ACCREDITED.split()))
"""Words after which a mention names somebody else: السفير السوري لدى الأمم المتحدة."""

PORTFOLIOS = frozenset(map(fold, _PORTFOLIOS.split()))
"""Heads whose own name may be joined by و: وزارة التربية والتعليم is one party."""

PARTICLES = frozenset(map(fold, _PARTICLES.split()))
"""Words that are never part of a personal name though no table explains them."""

COUNTS = frozenset(map(fold, _COUNTS.split()))
"""Words that count people."""

OWN_WORDS = frozenset(map(fold, _OWN_WORDS.split()))
OWN_STARTS = tuple(map(fold, _OWN_STARTS.split()))
"""Words and beginnings of words whose first letter is their own, not a joined و or ف."""

_OPPOSED = {"PTY": "OPP", "LEG": "OPP", "GOV": "OPP"}
_ARMED = {"PTY": "REB", "OPP": "REB"}
QUALIFIERS = {
    fold(word): roles
    for roles, words in ((_OPPOSED, "معارض معارضة معارضين"), (_ARMED, "مسلح مسلحة متمردة"))
    for word in words.split()
}
"""Adjectives that change a role: from which, to which."""
