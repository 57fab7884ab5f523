"""Words by which a denial is known and by which it refers back. Data only.

Compared with folded words (`words.fold`), so hamza, ya and ta marbuta may be written either way.
Source: the conjugation of the Arabic verbs of denying as news uses them, listed by hand.
"""

from __future__ import annotations

from musnad.frames.words import word_set

DENYING: frozenset[str] = word_set(
    # نفى to deny; نفا and نفو before an attached pronoun
    "نفي نفت نفيا نفوا نفينا نفيت ينفي تنفي ننفي انفي ينفون تنفون ينفيان ينفوا ينف تنف "
    "نفا نفو نافيا نافيه نافين نافي "
    # كذّب to give the lie to
    "كذب كذبت كذبا كذبوا يكذب تكذب نكذب يكذبون تكذيب مكذبا مكذبه مكذبين "
    # أنكر to deny, to disown
    "انكر انكرت انكروا انكرا ينكر تنكر ننكر ينكرون ينكران انكار منكرا منكره منكرين "
    # فنّد and دحض to refute
    "فند فندت فندوا يفند تفند نفند يفندون تفنيد مفندا مفنده "
    "دحض دحضت دحضوا يدحض تدحض ندحض يدحضون داحضا داحضه"
)
"""Words that deny by themselves."""

REFUSING: frozenset[str] = word_set(
    "رفض رفضت رفضا رفضوا يرفض ترفض نرفض ارفض يرفضون رافضا رافضه رافضين "
    "استنكر استنكرت يستنكر تستنكر مستنكرا مستنكره "
    "استهجن استهجنت يستهجن تستهجن مستهجنا مستهجنه"
)
"""Words that deny only where what they refuse is a claim (`ترفض الاتهامات`)."""

FALSE: tuple[tuple[str, ...], ...] = (
    ("لا", "صحه"),
    ("لا", "اساس"),
    ("لا", "اصل"),
    ("عار", "عن"),
    ("عاريه", "عن"),
    ("غير", "صحيح"),
    ("غير", "صحيحه"),
    ("ليس", "صحيحا"),
    ("ليست", "صحيحه"),
    ("محض", "افتراء"),
    ("محض", "كذب"),
    ("كاذب",),
    ("كاذبه",),
    ("باطل",),
    ("باطله",),
    ("ملفق",),
    ("ملفقه",),
    ("مختلق",),
    ("مختلقه",),
    ("مفبرك",),
    ("مفبركه",),
)
"""Runs of words that call a claim false: a statement whose content has one and names a claim
(`هذه الاتهامات لا أساس لها`) denies it."""

ACCUSATION_NOUNS: frozenset[str] = word_set(
    "اتهام اتهامات اتهامين تهمة تهم تهمتين ادعاء ادعاءات مزاعم زعم افتراء افتراءات"
)
"""What an accusation is called when it is referred back to."""

REPORT_NOUNS: frozenset[str] = word_set(
    "نبأ أنباء خبر أخبار تقرير تقارير شائعة شائعات إشاعة إشاعات رواية روايات تصريح تصريحات أقوال "
    "معلومات"
)
"""What a report is called when it is referred back to."""

UTTERANCES: frozenset[str] = word_set("تصريح تصريحات أقوال")
"""What somebody said, as such: who condemns it speaks of nobody else's claims."""

REPORT_VERBS: frozenset[str] = word_set(
    "ذكر ذكره ذكرته ورد جاء قاله قالته قالوه قيل يقال تردد يتردد أعلن أعلنه أعلنته نشر نشره نشرته "
    "ينشر أورد أورده أوردته تناقلته تداولته يتداول تم روج روجه روجته ردده رددته أشيع يشاع نسب "
    "نسبته نقل نقله نقلته أثير أثاره أثارته كتبه كتبته"
)
"""The verbs of `ما ذكره …`, which mean a report after `ما` alone."""

LEADING: frozenset[str] = word_set(
    "أن إن بأن هذا هذه ذلك تلك كل كافة جميع صحة مضمون محتوى على من عن في أي أية وجود"
)
"""Words that may stand before the noun that refers back (`صحة هذه الاتهامات`)."""

DEMONSTRATIVES: frozenset[str] = word_set("هذا هذه ذلك تلك")

POINTING: frozenset[str] = word_set("ذلك هذا هذه الأمر الأخير عنه عنها به بها هو وهو وهي ما الذي")
"""Words that stand for what was said, if nothing else stands beside them."""

PRONOUNS: tuple[str, ...] = ("هما", "هم", "ها", "نا", "ه", "ي")
"""Attached pronouns, the longer first."""

VERBAL_NOUNS: frozenset[str] = word_set("نفي انكار تكذيب تفنيد رفض")
"""A pronoun attached to one of these is its subject (`نفيه` his denial), not what is denied."""

FUNCTION_WORDS: frozenset[str] = word_set(
    "ان انه انها انهم انا الي من في علي عن ما لا لم لن قد مع او ام ثم بل هل كل جميع اي ايه كان "
    "كانت يكون تكون كانوا هذا هذه ذلك تلك هو هي هم التي الذي الذين بان بانه بانها لان له لها لهم "
    "به بها فيه فيها منه منها عليه عليها بين بعد قبل عند حتي حين كما مما عما بما فيما لما ليس "
    "ليست غير صحه وجود اساس جمله تفصيلا قطعا قاطع بشكل حول بشان تعرض قيام قام قامت اكد اكدت قال "
    "قالت يوم عام امس اليوم ابدا اطلاقا حسب وفق ذات نفس احد"
)
"""Words that say nothing about what a clause is about."""

TITLES: frozenset[str] = word_set(
    "رئيس وزير وزاره وزراء حكومه متحدث متحدثه ناطق ناطقه باسم رسمي رسميه مصدر مصادر مسؤول مسؤولون "
    "مدير امين عام قائد نائب سفير مستشار لواء عقيد عميد جنرال دكتور سيد شيخ ملك امير مكتب بيان "
    "سلطات دوله جمهوريه خارجيه داخليه دفاع اعلام مجلس هيئة عضو كبير رئيسة وزيرة مديرة شركه "
    "منظمه حزب حركه وكاله"
)
"""Titles and kinds of body: two parties that share only these are not the same."""
