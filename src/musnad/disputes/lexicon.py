"""Words that disputes are known by: hedges, cues of doubt and certainty, names for the unnamed.

Data only, listed by hand from the grammar of news Arabic.
"""

from __future__ import annotations

from musnad.script import fold, stem


def _words(written: str) -> frozenset[str]:
    return frozenset(fold(word) for word in written.split())


FUNCTION_STEMS: frozenset[str] = frozenset(
    stem(word)
    for word in _words(
        "أن إن بأن وأن وإن أنه أنها أنهم إنه إنها بأنه بأنها قد وقد لقد كان كانت يكون تكون هو هي "
        "هم هذا هذه ذلك تلك هناك التي الذي الذين ما من في على إلى عن مع بين عند حتى منذ خلال بعد "
        "قبل حول ضد لدى نحو عبر أو أم ثم بل لكن كما كل بعض أي أية أيضا فقط حيث إذا إذ كي لكي عليه "
        "عليها فيه فيها به بها له لها منه منها إليه إليها لهم وهو وهي ومن وفي وعلى وإلى وعن سوف مما"
    )
)
"""Words that say nothing of what is claimed."""

NEGATORS: frozenset[str] = _words("لا لم لن ليس ليست ليسوا عدم غير دون بدون ولا ولم ولن وليس وعدم")
"""Words that turn the one after them. `ما` is left out: mostly it means "what"."""

REPORT_STEMS: frozenset[str] = frozenset(
    stem(word)
    for word in _words(
        "ما صحة وجود تصريح تصريحات التصريحات تصريحاته أقوال أنباء الأنباء نبأ خبر الخبر أخبار "
        "تقارير شائعات الشائعات إشاعات معلومات المعلومات ادعاءات مزاعم اتهام اتهامات الاتهامات "
        "تهمة تردد يتردد تداوله تناقله تناولته تناقلته تداولته تم جاء ورد ذكر نشر نشرته نسب أشيع "
        "مسؤولة المسؤولة المسئولة مواقع التواصل الاجتماعي وسائل الإعلام الأيام الماضية أي جملة "
        "وتفصيلا تجاه شأن بشأن"
    )
)
"""Words by which a denial refers to what was said; they don't tell what it was."""

UTTERANCE_STEMS: frozenset[str] = frozenset(
    stem(word) for word in _words("تصريح تصريحات تصريحاته تصريحاتها أقوال أقواله كلام كلمة خطاب")
)
"""What somebody said, as such: who condemns it (استنكر تصريحات فلان) denies only what he said."""

CALLED_FALSE: frozenset[str] = frozenset(
    {
        *("¬" + stem(word) for word in ("صحة", "صحيح", "صحيحة", "أساس", "نية", "علاقة")),
        *(stem(word) for word in _words("عار عارية كاذب كاذبة باطلة أكاذيب افتراءات لاصحة ملفقة")),
        *(stem(word) for word in _words("نفى نفت ينفي تنفي نفي شائعة فبركات فبركة مفبرك مفبركة")),
    }
)
"""Stems of a statement that itself calls something false: whoever denies it as well agrees."""

HEDGES: frozenset[str] = _words(
    "ربما لعل يبدو يحتمل محتمل محتملة المحتمل المرجح مرجح يرجح ترجح نحو حوالي تقريبا قرابة زهاء "
    "بعض أحيانا جزئيا نسبيا مبدئيا أولي أولية يعتقد مزعوم مزعومة المزعوم المزعومة مفترض المفترض"
)
"""Words that make a statement weaker. `قد` is left out: before a past verb it means "indeed"."""

BOOSTERS: frozenset[str] = _words(
    "حتما قطعا مطلقا إطلاقا أبدا تماما بالتأكيد حتمي قاطع قاطعة بشدة جدا كليا بالكامل دائما كافة "
    "جميع كل نهائيا نهائي"
)
"""Words that make it stronger."""

DOUBTING: frozenset[str] = _words(
    "زعم زعمت زعموا زعما يزعم تزعم يزعمون زاعما زاعمة زاعمين مزاعم مزعوم زعمه زعمها "
    "ادعى ادعت ادعوا يدعي تدعي يدعون مدعيا مدعية مدعين ادعاء ادعاءات ادعاؤه "
    "تذرع تذرعت يتذرع متذرعا لمح لمحت يلمح ملمحا رجح رجحت يرجح مرجحا اعتقد يعتقد تعتقد معتقدا "
    "اعتبر اعتبرت يعتبر معتبرا معتبرة رأى رأت يرى ترى"
)
"""Cues by which the one who hands the words on keeps away from them, or that give an opinion."""

ASSERTING: frozenset[str] = _words(
    "أكد أكدت أكدوا أكدا يؤكد تؤكد يؤكدون نؤكد أؤكد مؤكدا مؤكدة مؤكدين تأكيد تأكيده تأكيدها "
    "شدد شددت شددوا يشدد تشدد مشددا مشددة جزم جزمت يجزم جازما أثبت أثبتت يثبت تثبت مثبتا "
    "كشف كشفت كشفوا يكشف تكشف كاشفا كاشفة أقر أقرت يقر تقر مقرا اعترف اعترفت يعترف معترفا "
    "بين بينت يبين مبينا برهن برهنت"
)
"""Cues that make the words a certainty."""

UNNAMED: frozenset[str] = _words(
    "مصدر مصادر مصدرا مصدران المصدر المصادر مصادره مصادرها مسؤول مسؤولون مسؤولين مسئول مسئولون "
    "شاهد شهود مراقبون مراقبين محللون محللين خبراء مطلعون مطلعين ناشطون ناشطين نشطاء سكان أهالي "
    "مقربون مقربين دبلوماسي دبلوماسيون دبلوماسيين ضابط مسافرون عيان"
)
"""What sources are called that have no name."""

QUANTIFIERS: frozenset[str] = _words(
    "عدد من عدة أحد إحدى بعض كثير ثلاثة أربعة خمسة ستة سبعة عشرات مجموعة كبار جانب"
)
"""Words before the noun that tells who speaks."""

WITHHELD: frozenset[str] = _words("هويته هويتها هويتهم اسمه اسمها اسمهم أسمائهم")
"""`رفض الكشف عن هويته`: somebody who asked not to be named."""
