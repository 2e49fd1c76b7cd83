"""Numbers by their values, in the forms of many languages. Every sentence here was made up."""

import pytest

from trcheck.text.number_differences import compare_numbers
from trcheck.text.numbers import Number, number_words, numbers, states_number
from trcheck.text.numerals import han, numerals, roman


def values(text: str, language: str) -> list[str]:
    """The likeliest value of each number in digits that a text says, in order."""
    return [number.values[0] for number in numbers(text, language) if number.kind in ("bare", "quantity")]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "10,000 seats", "10000"),
        ("en", "10000 seats", "10000"),
        ("en", "10k seats", "10000"),
        ("en", "10 thousand seats", "10000"),
        ("es", "10.000 asientos", "10000"),
        ("es", "10 000 asientos", "10000"),
        ("es", "10 mil asientos", "10000"),
        ("pt", "10 mil lugares", "10000"),
        ("fr", "10\u202f000 places", "10000"),
        ("fr", "10 000 places", "10000"),
        ("de", "10.000 Plätze", "10000"),
        ("de", "10 Tsd. Plätze", None),
        ("de", "10 Tausend Plätze", "10000"),
        ("de-CH", "10’000 Plätze", "10000"),
        ("it", "10.000 posti", "10000"),
        ("pl", "10 tys. miejsc", "10000"),
        ("cs", "10 tisíc míst", "10000"),
        ("ru", "10 тыс. мест", "10000"),
        ("ru", "10\u00a0000 мест", "10000"),
        ("uk", "10 тисяч місць", "10000"),
        ("tr", "10 bin koltuk", "10000"),
        ("zh", "1万个座位", "10000"),
        ("zh-TW", "1 萬個座位", "10000"),
        ("ja", "1万席", "10000"),
        ("ko", "1만 석", "10000"),
        ("hi", "10 हज़ार सीटें", "10000"),
        ("hi", "१०,००० सीटें", "10000"),
        ("ar", "١٠٬٠٠٠ مقعد", "10000"),
        ("ar", "10 آلاف مقعد", "10000"),
        ("ar", "50 ألفًا", "50000"),
        ("fa", "۱۰٬۰۰۰ صندلی", "10000"),
        ("bn", "১০,০০০ আসন", "10000"),
        ("th", "๑๐,๐๐๐ ที่นั่ง", "10000"),
        ("vi", "10.000 ghế", "10000"),
        ("id", "10 ribu kursi", "10000"),
        ("sv", "10 tusen platser", "10000"),
        ("nb", "10 tusen plasser", "10000"),
        ("fi", "10 tuhatta paikkaa", "10000"),
        ("el", "10.000 θέσεις", "10000"),
        ("he", "10,000 מקומות", "10000"),
        ("en", "1.5 million readers", "1500000"),
        ("es", "1,5 millones de lectores", "1500000"),
        ("de", "1,5 Mio. Leser", "1500000"),
        ("fr", "1,5 million de lecteurs", "1500000"),
        ("zh", "150万读者", "1500000"),
        ("ja", "150万人", "1500000"),
        ("hi", "15 लाख पाठक", "1500000"),
        ("en", "12,34,567 readers", "1234567"),
        ("en", "3 billion", "3000000000"),
        ("es", "3 mil millones", "3000000000"),
        ("es", "3.000 millones", "3000000000"),
        ("de", "3 Milliarden", "3000000000"),
        ("zh", "30亿", "3000000000"),
        ("ja", "30億", "3000000000"),
        ("ko", "30억", "3000000000"),
        ("en", "5M", "5000000"),
        ("en", "1,234.56", "1234.56"),
        ("de", "1.234,56", "1234.56"),
        ("ru", "1 234,56", "1234.56"),
        ("en", ".5", "0.5"),
        ("ar", "٣٫٥", "3.5"),
        ("zh", "３.５", "3.5"),
        ("zh", "第 7 章", "7"),
        ("ru", "5-й раздел", "5"),
        ("fr", "3e étape", "3"),
        ("es", "el 3.º", "3"),
        ("en", "the 22nd", "22"),
    ],
)
def test_values(language: str, text: str, value: str | None) -> None:
    found = numbers(text, language)
    assert len(found) == 1
    assert value is None or value in found[0].values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sections 2,3 and 4", ["2", "3", "4"]),
        ("from 2025-11-07 on", ["2025", "11", "7"]),
        ("10–13 and 20-24", ["10", "13", "20", "24"]),
        ("24/7 or 7x24", []),
        ("v1.20.3 and 3.11", ["1.20.3", "3.11"]),
        ("0.0.0.0", ["0.0.0.0"]),
        ("IPv6, k8s, 7zip, utf8_2, a/3, x=4 and p.5", []),
        ("1. First\n2) second", []),
        ("1️⃣ First", []),
        ("PSR-18", []),
    ],
)
def test_numbers_in_a_row_and_in_names(text: str, expected: list[str]) -> None:
    assert values(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("31 tables", "bare"),
        ("32 tables", "quantity"),
        ("5 minutes", "quantity"),
        ("a 5-minute walk", "quantity"),
        ("5ms", "quantity"),
        ("5%", "quantity"),
        ("5 %", "quantity"),
        ("$5", "quantity"),
        ("5€", "quantity"),
        ("v5", "quantity"),
        ("1.5", "quantity"),
        ("5 pm", "clock"),
        ("5th", "bare"),
    ],
)
def test_what_weighs_more(text: str, kind: str) -> None:
    assert [number.kind for number in numbers(text, "en")] == [kind]


def test_places() -> None:
    text = "In May 2025, 14 boats and 1,200 people."
    assert [(text[n.start : n.end], n.kind) for n in numbers(text, "en")] == [
        ("2025", "quantity"),
        ("14", "bare"),
        ("1,200", "quantity"),
        ("May", "month"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "November 10, 2025"),
        ("ro", "10 noiembrie 2025"),
        ("bg", "10 ноември 2025 г."),
        ("sr", "10. новембар 2025."),
        ("hr", "10. studenoga 2025."),
        ("sk", "10. novembra 2025"),
        ("sl", "10. november 2025"),
        ("lt", "2025 m. lapkričio 10 d."),
        ("et", "10. november 2025"),
        ("da", "den 10. november 2025"),
        ("nb", "10. november 2025"),
        ("ca", "10 de novembre de 2025"),
        ("fa", "10 نوامبر 2025"),
        ("he", "10 נובמבר 2025"),
        ("bn", "১০ নভেম্বর ২০২৫"),
        ("ta", "10 நவம்பர் 2025"),
        ("ur", "10 نومبر 2025"),
        ("sw", "10 Novemba 2025"),
        ("uz", "2025-yil 10-noyabr"),
        ("th", "10 พฤศจิกายน 2568"),
        ("ja", "令和7年11月10日"),
        ("zh-TW", "民國 114 年 11 月 10 日"),
        ("en", "10 Nov 2025"),
        ("es", "10 de noviembre de 2025"),
        ("pt", "10 de novembro de 2025"),
        ("fr", "10 novembre 2025"),
        ("it", "10 novembre 2025"),
        ("de", "10. November 2025"),
        ("de", "10.11.2025"),
        ("nl", "10 november 2025"),
        ("pl", "10 listopada 2025"),
        ("cs", "10. listopadu 2025"),
        ("ru", "10 ноября 2025 г."),
        ("uk", "10 листопада 2025 р."),
        ("tr", "10 Kasım 2025"),
        ("ar", "١٠ نوفمبر ٢٠٢٥"),
        ("hi", "10 नवंबर 2025"),
        ("id", "10 November 2025"),
        ("vi", "ngày 10 tháng 11 năm 2025"),
        ("ko", "2025년 11월 10일"),
        ("ja", "2025年11月10日"),
        ("zh", "2025 年 11 月 10 日"),
        ("fi", "10. marraskuuta 2025"),
        ("el", "10 Νοεμβρίου 2025"),
        ("sv", "den 10 november 2025"),
        ("hu", "2025. november 10."),
        ("en", "2025-11-10"),
        ("en", "11/10/2025"),
    ],
)
def test_dates_agree(language: str, text: str) -> None:
    english = numbers("November 10, 2025", "en")
    assert compare_numbers(english, numbers(text, language)) == ((), ())
    other = compare_numbers(numbers("December 12, 2024", "en"), numbers(text, language))
    assert len(other.changed) + len(other.lost) >= 2


@pytest.mark.parametrize(
    ("source", "language", "translation"),
    [
        ("5:30 pm", "de", "17:30 Uhr"),
        ("5 p.m.", "zh", "17:00"),
        ("17:00", "zh", "下午 5 点"),
        ("9:00", "fr", "9 h"),
        ("$1.50", "es", "1,5 $"),
        ("the 1990s", "es", "los años 90"),
        ("the 1990s", "de", "die 1990er"),
        ("50%", "es", "50 %"),
        ("50%", "zh", "百分之五十"),
        ("40%", "zh", "四成"),
        ("50%", "es", "la mitad"),
        ("50k+ stars", "zh", "5 万多颗星"),
        ("3 or 4 lines", "zh", "三四行"),
        ("2 maintainers", "es", "dos mantenedores"),
        ("two maintainers", "es", "2 mantenedores"),
        ("two maintainers", "zh", "两位维护者"),
        ("two maintainers", "zh", "双人维护"),
        ("two maintainers", "ja", "2人のメンテナー"),
        ("two maintainers", "ko", "두 명의 메인테이너"),
        ("with two maintainers", "ru", "с двумя мейнтейнерами"),
        ("two maintainers", "pl", "dwoje opiekunów"),
        ("two maintainers", "ar", "اثنان من المشرفين"),
        ("two maintainers", "hi", "दो अनुरक्षक"),
        ("7 years", "uk", "сім років"),
        ("12 eggs", "de", "ein Dutzend Eier"),
        ("the 21st century", "es", "el siglo XXI"),
        ("the 21st century", "fr", "le XXIe siècle"),
        ("the 3rd part", "pt", "a terceira parte"),
        ("1000 ships", "es", "mil naves"),
        ("2025", "zh", "二〇二五年"),
        ("5 Lessons From 8 Years", "es", "5 lecciones de 8 años"),
        ("10–13", "es", "10 al 13"),
        ("open 24/7", "es", "abierto siempre"),
        ("all 24 hours", "zh", "全天"),
        ("for 48 hours", "de", "für 2 Tage"),
        ("a 12-month plan", "es", "un plan de un año"),
        ("7 days", "es", "una semana"),
        ("120 million users", "zh", "1 亿 2000 万用户"),
        ("120 million users", "ko", "1억 2천만 명의 사용자"),
        ("3 million", "ko", "3백만"),
        ("100-200k stars", "zh", "10 万到 20 万颗星"),
        ("2.5 crore", "hi", "2.5 करोड़"),
        ("150,000", "hi", "1,50,000"),
        ("10,000 requests", "es", "diez mil solicitudes"),
        ("2,000 requests", "ru", "две тысячи запросов"),
        ("35 hours", "fr", "trente-cinq heures"),
        ("35 hours", "de", "fünfunddreißig Stunden"),
        ("35 hours", "pl", "trzydzieści pięć godzin"),
        ("35 hours", "tr", "otuz beş saat"),
        ("15 minutes", "es", "quince minutos"),
        ("75% of them", "es", "tres cuartas partes"),
        ("0.5 seconds", "es", "medio segundo"),
        ("0 errors", "es", "sin errores"),
        ("5 miles away", "es", "a 8 kilómetros"),
        ("32 °F", "es", "0 °C"),
        ("the class of ’99", "es", "la promoción de 1999"),
        ("version 5.0", "es", "la versión 5"),
        ("~2 years", "es", "unos dos años"),
        ("2025", "fa", "سال ۱۴۰۴"),
        ("2 weeks", "es", "14 días"),
        ("you may 2 times", "es", "puedes 2 veces"),
        ("at 5:45 pm", "it", "alle 17.45"),
        ("at 5:45 pm", "fr", "à 17 h 45"),
        ("at 5:45 pm", "fr", "à 17h45"),
        ("at 5.45pm", "fi", "klo 17.45"),
        ("at 17.45", "fr", "à 17 h 45"),
        ("2 a.m. to 4 a.m.", "nl", "02.00 tot 04.00 uur"),
        ("15 minutes", "nl", "een kwartier"),
        ("18 months", "de", "1½ Jahre"),
        ("2.5 million dollars", "es", "dos millones y medio de dólares"),
        ("from half past seven to 9:30 pm", "nl", "van half acht tot half tien"),
        ("from half past seven to noon", "de", "von 19.30 bis 12 Uhr"),
        ("18 months", "it", "1,5 anni"),
        ("18 months", "pt", "um ano e meio"),
        ("2.5 GB", "de", "2½ GB"),
        ("30 minutes", "pl", "pół godziny"),
        ("%5", "tr", "5%"),
        ("5 minutes", "ro", "cinci minute"),
        ("5 minutes", "el", "πέντε λεπτά"),
        ("5 minutes", "fi", "viisi minuuttia"),
    ],
)
def test_nothing_is_lost(source: str, language: str, translation: str) -> None:
    theirs = numbers(source, "en") + number_words(source, "en")
    assert compare_numbers(theirs, numbers(translation, language) + number_words(translation, language)) == ((), ())


def differences(source: str, translation: str, language: str = "es") -> tuple[list[tuple[str, str]], list[str]]:
    """What is changed and lost, as it stands in the texts."""
    theirs = numbers(source, "en") + number_words(source, "en")
    ours = numbers(translation, language) + number_words(translation, language)
    found = compare_numbers(theirs, ours)
    return (
        [(source[a.start : a.end], translation[b.start : b.end]) for a, b in found.changed],
        [source[number.start : number.end] for number in found.lost],
    )


def test_prices_with_commas_are_no_lists() -> None:
    found = compare_numbers(numbers("für 19,99 €", "de"), numbers("hintaan 18,99 euroa", "fi"))
    assert [(a.values[0], b.values[0]) for a, b in found.changed] == [("19.99", "18.99")]


def test_changed_and_lost() -> None:
    assert differences("13 boats in 2024", "14 barcos en 2024") == ([("13", "14")], [])
    assert differences("13 boats in 2024", "barcos en 2024") == ([], ["13"])
    assert differences("13 boats in 2024", "barcos en 2025") == ([("2024", "2025")], ["13"])
    assert differences("1.32 or 1.33", "1.32 o 1.34") == ([("1.33", "1.34")], [])
    assert differences("at 5:45 pm", "a las 18.45") == ([("5", "18.45")], [])
    assert differences("50k users", "5k usuarios") == ([("50k", "5k")], [])
    assert differences("three boats", "cuatro barcos") == ([("three", "cuatro")], [])
    assert differences("three boats", "四个船", "zh") == ([("three", "四")], [])
    assert differences("November 10", "10 de diciembre") == ([("November", "diciembre")], [])
    assert differences("November 10", "12 月 10 日", "zh") == ([("November", "12")], [])
    assert differences("three days in March 2025", "tres días en mayo de 2025") == ([("March", "mayo")], [])
    assert differences("2025-11-07", "7 de diciembre de 2025") == ([("11", "diciembre")], [])
    assert differences("UTF-8 and 5 GB", "UTF-16 y 5 GB") == ([("8", "16")], [])
    assert differences("120 million", "1 亿 3000 万", "zh") == ([("120 million", "1 亿 3000 万")], [])


def test_a_name_is_not_lost() -> None:
    assert differences("a BCP-47 tag", "una etiqueta") == ([], ["47"])
    found = numbers("a BCP-47 tag", "en")
    assert [number.kind for number in found] == ["name"]
    assert compare_numbers(found, numbers("BCP 47", "es")) == ((), ())


def test_a_number_that_stands_more_often_takes_the_place_of_one_that_is_gone() -> None:
    assert differences("steps 2, 3 and 4", "pasos 4, 3 y 4") == ([("2", "4")], [])
    assert differences("from 7 to 7", "de 7 a 8") == ([("7", "8")], [])
    assert differences("7 and 7", "7") == ([], [])


def test_a_number_of_another_size_does_not_take_the_place() -> None:
    assert differences("3 boats", "barcos de 2024") == ([], ["3"])
    assert differences("version 1.20", "versión 12000") == ([], ["1.20"])


@pytest.mark.parametrize(
    ("numeral", "expected"),
    [
        ("十", "10"),
        ("二十一", "21"),
        ("三百零五", "305"),
        ("一万二千", "12000"),
        ("两亿三千万", "230000000"),
        ("二〇二五", "2025"),
    ],
)
def test_han_numerals(numeral: str, expected: str) -> None:
    assert han(numeral) == (expected,)


def test_two_han_digits_are_two_numbers_as_well() -> None:
    assert han("三四") == ("34", "3", "4")


@pytest.mark.parametrize(
    ("numeral", "value"), [("IV", 4), ("IX", 9), ("XIV", 14), ("XXI", 21), ("XL", 40), ("CX", 110)]
)
def test_roman_numerals(numeral: str, value: int) -> None:
    assert roman(numeral) == value


def test_stated_words() -> None:
    assert states_number("one of the two, at last", "en")
    assert not states_number("one of both, at last", "en")
    assert not states_number("two", "xx")


@pytest.mark.parametrize(
    "language", ["en", "es", "pt", "fr", "it", "de", "nl", "sv", "da", "nb", "pl", "cs", "ru", "uk", "tr"]
)
def test_number_words_up_to_twelve(language: str) -> None:
    found = {value for values in numerals(language).words.values() for value in values}
    assert found >= {str(value) for value in range(2, 13)}


@pytest.mark.parametrize(
    ("language", "word"), [("it", "sei"), ("fr", "neuf"), ("vi", "năm"), ("fa", "نه"), ("hu", "hét"), ("ro", "nouă")]
)
def test_words_of_another_meaning_state_nothing(language: str, word: str) -> None:
    assert not states_number(word, language)
    assert number_words(word, language)[0].kind == "implied"


def test_an_unknown_language_is_read_by_its_digits() -> None:
    assert [number.values for number in numbers("12 xyzzy 3.5", "xx")] == [("12",), ("3.5",)]
    assert number_words("two", "xx") == []


@pytest.mark.parametrize(
    "text",
    ["1 234 " * 20_000, "9" * 100_000, "1.1" * 50_000, "1,234" * 50_000, "一" * 100_000, "X" * 100_000, "a1" * 50_000],
)
def test_long_rows_cost_no_more_than_their_length(text: str) -> None:
    for number in (*numbers(text, "en"), *number_words(text, "en")):
        assert isinstance(number, Number)
