"""Names of months: Gregorian in the habits of three regions, and Hijri."""

from __future__ import annotations

from musnad.script import fold

_GREGORIAN = """
يناير كانون_الثاني جانفي ينّاير january jan
فبراير شباط فيفري february feb
مارس آذار march mar
أبريل إبريل نيسان أفريل april apr
مايو أيار ماي مايس may
يونيو يونيه حزيران جوان june jun
يوليو يوليه تموز جويلية يوليوز july jul
أغسطس آب أوت غشت أغشت august aug
سبتمبر أيلول شتنبر شتمبر september sep sept
أكتوبر تشرين_الأول october oct
نوفمبر تشرين_الثاني نونبر november nov
ديسمبر كانون_الأول دجنبر december dec
"""
_HIJRI = """
محرم محرم_الحرام
صفر صفر_الخير
ربيع_الأول
ربيع_الآخر ربيع_الثاني
جمادى_الأولى جمادى_الأول جماد_الأول جماد_الأولى
جمادى_الآخرة جمادى_الثانية جمادى_الآخر جمادى_الثاني جماد_الآخر جماد_الآخرة جماد_الثاني جماد_الثانية
رجب رجب_الفرد
شعبان شعبان_المعظم
رمضان رمضان_المبارك رمضان_الكريم
شوال
ذو_القعدة ذي_القعدة
ذو_الحجة ذي_الحجة
"""


def _numbered(text: str) -> dict[str, int]:
    return {
        fold(name.replace("_", " ")): number
        for number, names in enumerate(text.strip().splitlines(), 1)
        for name in names.split()
    }


MONTHS = _numbered(_GREGORIAN)
"""Gregorian months in Egyptian and Gulf, Levantine, Maghrebi and English names, folded."""

HIJRI_MONTHS = _numbered(_HIJRI)
"""Months of the Hijri calendar, folded."""
