"""The words of signing in."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH_ACCOUNTS: Mapping[str, str] = {
    "account_enter": "Sign in",
    "account_name": "Name",
    "account_password": "Password",
    "account_wrong": "Name or password is not right.",
    "account_wait": "Too often in a short time: wait a minute.",
    "account_needed": "Sign in first.",
    "account_admins": "Only admins may do this.",
    "account_readers": "Your account reads; it does not decide.",
    "account_leave": "Sign out",
    "account_all": "Accounts",
    "account_role": "role",
    "account_sessions": "signed in",
    "account_sign_out": "Sign out everywhere",
    "account_reader": "reader",
    "account_reviewer": "reviewer",
    "account_admin": "admin",
    "account_made": "Accounts are made by `musnad accounts`.",
}

ARABIC_ACCOUNTS: Mapping[str, str] = {
    "account_enter": "تسجيل الدخول",
    "account_name": "الاسم",
    "account_password": "كلمة السر",
    "account_wrong": "الاسم أو كلمة السر غير صحيح.",
    "account_wait": "محاولات كثيرة في وقت قصير: انتظر دقيقة.",
    "account_needed": "سجّل الدخول أولا.",
    "account_admins": "هذا للمشرفين وحدهم.",
    "account_readers": "حسابك للقراءة لا للقرار.",
    "account_leave": "تسجيل الخروج",
    "account_all": "الحسابات",
    "account_role": "الدور",
    "account_sessions": "الجلسات",
    "account_sign_out": "أنهِ جلساته",
    "account_reader": "قارئ",
    "account_reviewer": "مراجع",
    "account_admin": "مشرف",
    "account_made": "تُنشأ الحسابات بالأمر musnad accounts",
}
