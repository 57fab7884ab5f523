"""The columns of the event table: name, kind, what they hold, and GDELT's name for it. Data only.

Names are PLOVER's where PLOVER has one (event_type, event_mode, event_context, actor, recipient,
quad_code, event_scale, date, enddate).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal["text", "whole", "real", "truth"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the event table.

    Attributes:
        name: as in the head of the table.
        kind: of its values; any may be empty.
        says: what it holds.
    """

    name: str
    kind: Kind
    says: str


COLUMNS: tuple[Column, ...] = (
    Column("id", "text", "content id of the frame"),
    Column("article_id", "text", "content id of the article"),
    Column("reading_id", "text", "content id of the reading"),
    Column("story", "text", "id of the group of near-duplicates, if it was made"),
    Column("published", "text", "publication day, ISO 8601"),
    Column("outlet", "text", "who published it"),
    Column("agency", "text", "agency that the article credits"),
    Column("url", "text", "where it came from"),
    Column("title", "text", "headline"),
    Column("event_type", "text", "PLOVER type, or SAY"),
    Column("event_mode", "text", "PLOVER modes, joined by ;"),
    Column("event_context", "text", "PLOVER contexts, the likeliest first, joined by ;"),
    Column("is_statement", "truth", "whether it is somebody's words rather than an act"),
    Column("claimed", "truth", "whether it stands in somebody's content: reported, never a fact"),
    Column("flags", "text", "neg, future, hypothetical, joined by ;"),
    Column("cameo_root", "text", "CAMEO root code, two digits"),
    Column("quad_code", "whole", "PLOVER's quad category, 1 to 4; empty for SAY"),
    Column("gdelt_quad_class", "whole", "GDELT's QuadClass, which follows the CAMEO root"),
    Column("event_scale", "real", "PLOVER's scale of the type, -10 to 10; empty for SAY"),
    Column("actor_text", "text", "agent as written, or its antecedent as written"),
    Column("actor_start", "whole", "first code point of it in the article's text"),
    Column("actor_end", "whole", "code point behind it"),
    Column("actor_unsaid", "truth", "whether the clause leaves it unsaid"),
    Column("actor_code", "text", "CAMEO-style code, parties joined by +"),
    Column("actor_country", "text", "ISO 3166-1 alpha-3, several joined by ;"),
    Column("actor_name", "text", "fullest mention in the article"),
    Column("actor_latin", "text", "in Latin letters, if known"),
    Column("actor_id", "text", "one for the same actor in all articles, as far as its name tells"),
    Column("recipient_text", "text", "target, as for actor"),
    Column("recipient_start", "whole", "as for actor"),
    Column("recipient_end", "whole", "as for actor"),
    Column("recipient_unsaid", "truth", "as for actor"),
    Column("recipient_code", "text", "as for actor"),
    Column("recipient_country", "text", "as for actor"),
    Column("recipient_name", "text", "as for actor"),
    Column("recipient_latin", "text", "as for actor"),
    Column("recipient_id", "text", "as for actor"),
    Column("quotation", "text", "content as written; parts of an interrupted one joined by …"),
    Column("quotation_start", "whole", "first code point of its first part"),
    Column("quotation_end", "whole", "code point behind its last part"),
    Column("direct", "truth", "whether it begins with quotation marks; empty without content"),
    Column("medium", "text", "channel of the statement as written"),
    Column("cue", "text", "words by which the innermost voice speaks"),
    Column("attribution", "text", "chain of voices, innermost first: A ← B ← outlet; ؟ if unnamed"),
    Column("chain_depth", "whole", "sources in the chain, agency and outlet not counted"),
    Column("denies", "text", "id of the frame that this one denies"),
    Column("time_text", "text", "time as written"),
    Column("timex", "text", "TIMEX3 value"),
    Column("date", "text", "first day (or minute) of the time; empty where open or unknown"),
    Column("enddate", "text", "last day (or minute) of it"),
    Column("place_text", "text", "place as written"),
    Column("place_name", "text", "its name in English"),
    Column("place_country", "text", "ISO 3166-1 alpha-3"),
    Column("place_admin", "text", "first-level region"),
    Column("place_precision", "text", "what the place is: country, region, city, district, camp …"),
    Column("latitude", "real", "degrees; empty where only a country, a sea or an area is known"),
    Column("longitude", "real", "degrees"),
    Column("toll", "text", "people killed, hurt, held … as the text counts them"),
    Column("predicate", "text", "the words that say it"),
    Column("start", "whole", "first code point of the predicate"),
    Column("end", "whole", "code point behind it"),
    Column("score", "real", "probability that the frame holds with this type"),
    Column("model", "text", "name and date of the model"),
    Column("model_digest", "text", "SHA-256 of its weights"),
    Column("judged", "text", "confirmed, corrected, rejected; empty if nobody judged it"),
)  # fmt: skip

NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)

GDELT: Mapping[str, str | None] = MappingProxyType(
    {
        "GLOBALEVENTID": "id", "SQLDATE": "date", "MonthYear": "date", "Year": "date",
        "FractionDate": "date",
        "Actor1Code": "actor_code", "Actor1Name": "actor_name",
        "Actor1CountryCode": "actor_country", "Actor1KnownGroupCode": "actor_code",
        "Actor1EthnicCode": None, "Actor1Religion1Code": None, "Actor1Religion2Code": None,
        "Actor1Type1Code": "actor_code", "Actor1Type2Code": "actor_code",
        "Actor1Type3Code": "actor_code",
        "Actor2Code": "recipient_code", "Actor2Name": "recipient_name",
        "Actor2CountryCode": "recipient_country", "Actor2KnownGroupCode": "recipient_code",
        "Actor2EthnicCode": None, "Actor2Religion1Code": None, "Actor2Religion2Code": None,
        "Actor2Type1Code": "recipient_code", "Actor2Type2Code": "recipient_code",
        "Actor2Type3Code": "recipient_code",
        "IsRootEvent": None, "EventCode": "cameo_root", "EventBaseCode": "cameo_root",
        "EventRootCode": "cameo_root", "QuadClass": "gdelt_quad_class", "GoldsteinScale": None,
        "NumMentions": None, "NumSources": None, "NumArticles": None, "AvgTone": None,
        "Actor1Geo_Type": None, "Actor1Geo_FullName": None, "Actor1Geo_CountryCode": None,
        "Actor1Geo_ADM1Code": None, "Actor1Geo_ADM2Code": None, "Actor1Geo_Lat": None,
        "Actor1Geo_Long": None, "Actor1Geo_FeatureID": None,
        "Actor2Geo_Type": None, "Actor2Geo_FullName": None, "Actor2Geo_CountryCode": None,
        "Actor2Geo_ADM1Code": None, "Actor2Geo_ADM2Code": None, "Actor2Geo_Lat": None,
        "Actor2Geo_Long": None, "Actor2Geo_FeatureID": None,
        "ActionGeo_Type": "place_precision", "ActionGeo_FullName": "place_name",
        "ActionGeo_CountryCode": "place_country", "ActionGeo_ADM1Code": "place_admin",
        "ActionGeo_ADM2Code": None, "ActionGeo_Lat": "latitude", "ActionGeo_Long": "longitude",
        "ActionGeo_FeatureID": None,
        "DATEADDED": "published", "SOURCEURL": "url",
    }
)  # fmt: skip
"""The 61 columns of GDELT 2.0's event table in their order (GDELT event database codebook 2.0),
and the column of ours that holds what each one does; None where nothing of ours does."""
