"""Room `countries`: names, codes and nationality adjectives of countries."""

from musnad.countries.named import NamedCountry, named_countries
from musnad.countries.nationalities import nationalities, nationality_of
from musnad.countries.spoken import SpokenOf
from musnad.countries.tables import Country, countries, country_names, country_of

__all__ = [
    "Country",
    "NamedCountry",
    "SpokenOf",
    "countries",
    "country_names",
    "country_of",
    "named_countries",
    "nationalities",
    "nationality_of",
]
