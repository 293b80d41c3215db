"""Which names of a place are worth keeping, for tools/build_places.py."""

import re
import unicodedata
from functools import cache

from catalogue.folding import fold

LARGE = 100_000  # from here on names in other scripts are kept
KNOWN = 50_000  # smaller places are not the city that the table below means

# GeoNames does not say which language a name is in. Here are the own names of the catalogue's cities (and a few more)
# where the English one differs; the build stops when GeoNames does not know one. Cities with several official languages
# are left out.
NATIVE_NAMES = {
    "AE": "Abu Dhabi=أبوظبي, Dubai=دبي",
    "AL": "Tirana=Tiranë",
    "AM": "Yerevan=Երևան",
    "AT": "Vienna=Wien",
    "BD": "Dhaka=ঢাকা",
    "BE": "Antwerp=Antwerpen, Bruges=Brugge, Ghent=Gent, Ostend=Oostende",
    "BG": "Burgas=Бургас, Plovdiv=Пловдив, Sofia=София, Varna=Варна",
    "CN": "Beijing=北京, Chengdu=成都, Chongqing=重庆, Guangzhou=广州, Hangzhou=杭州, Nanjing=南京, Qingdao=青岛, "
    "Shanghai=上海, Shenzhen=深圳, Wuhan=武汉",
    "CU": "Havana=La Habana",
    "CZ": "Pilsen=Plzeň, Prague=Praha",
    "DE": "Cologne=Köln, Hanover=Hannover, Munich=München, Nuremberg=Nürnberg",
    "DK": "Aarhus=Århus, Copenhagen=København",
    "EG": "Alexandria=الإسكندرية, Cairo=القاهرة",
    "ES": "San Sebastián=Donostia / San Sebastián, Seville=Sevilla",
    "ET": "Addis Ababa=አዲስ አበባ",
    "GE": "Tbilisi=თბილისი",
    "GR": "Athens=Αθήνα, Thessaloniki=Θεσσαλονίκη",
    "GT": "Guatemala City=Ciudad de Guatemala",
    "IR": "Isfahan=اصفهان, Mashhad=مشهد, Shiraz=شیراز, Tabriz=تبریز, Tehran=تهران",
    "IT": "Florence=Firenze, Genoa=Genova, Milan=Milano, Naples=Napoli, Rome=Roma, Turin=Torino, Venice=Venezia",
    "JO": "Amman=عمان",
    "JP": "Kyoto=京都, Osaka=大阪, Tokyo=東京, Yokohama=横浜",
    "KH": "Phnom Penh=ភ្នំពេញ",
    "KR": "Busan=부산, Gwangju=광주, Incheon=인천, Seoul=서울, Suwon=수원",
    "LV": "Riga=Rīga",
    "MX": "Mexico City=Ciudad de México",
    "NL": "The Hague=Den Haag",
    "OM": "Muscat=مسقط",
    "PA": "Panama City=Ciudad de Panamá",
    "PL": "Warsaw=Warszawa",
    "PT": "Lisbon=Lisboa",
    "RO": "Bucharest=București",
    "RU": "Kazan=Казань, Moscow=Москва, Saint Petersburg=Санкт-Петербург",
    "SE": "Gothenburg=Göteborg",
    "TH": "Bangkok=กรุงเทพมหานคร",
    "TR": "Istanbul=İstanbul",
    "UA": "Chernihiv=Чернігів, Kharkiv=Харків, Kherson=Херсон, Kyiv=Київ, Lviv=Львів, Mariupol=Маріуполь, Odesa=Одеса, "
    "Poltava=Полтава, Vinnytsia=Вінниця, Zhytomyr=Житомир",
    "VN": "Hanoi=Hà Nội",
}


def native_name(name, country, population):
    """The place's own name, for the large one of that name."""
    own = dict(pair.split("=") for pair in NATIVE_NAMES.get(country, "").split(", ") if pair)
    return own.get(name, "") if population >= KNOWN else ""


def slug_of(name, country):
    return re.sub(r"[^a-z0-9]+", "-", fold(f"{name} {country}")).strip("-")


@cache
def is_latin(char):
    return not char.isalpha() or unicodedata.name(char, "").startswith("LATIN")


def is_useful(name, population):
    """Leaves out airport codes (MUC) and transliterations made by rule (mwnykh), which GeoNames mixes in."""
    if re.fullmatch(r"[A-Z]{3,4}", name) or len(name) < 2:
        return False
    if all(map(is_latin, name)):
        return not name[0].islower()
    return population >= LARGE and not any(map(str.isascii, filter(str.isalpha, name)))


def names_worth_searching(names, shown, population):
    """One spelling of each name that folds differently, richest in accents first; not those already shown."""
    found = {fold(name).strip(): None for name in shown if name}
    for name in names:
        folded = fold(name).strip()
        if not is_useful(name, population) or found.get(folded, "") is None:
            continue
        if folded not in found or accents(name) > accents(found[folded]):
            found[folded] = name
    return sorted(name for name in found.values() if name)


def accents(name):
    return sum(not char.isascii() for char in name)
