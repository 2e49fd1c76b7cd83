"""What models say around translations, in the languages they say it in."""

from __future__ import annotations

import pytest

from trcheck.text.remarks import in_brackets, is_placeholder, is_remark


@pytest.mark.parametrize(
    "text",
    [
        "Sure! Here’s the translated document:",
        "¡Por supuesto! Aquí está la traducción al español:",
        "Voici la traduction française du document :",
        "Natürlich! Hier ist die Übersetzung ins Deutsche:",
        "Ecco la traduzione in italiano:",
        "Aqui está a tradução:",
        "Hier is de vertaling:",
        "Här är översättningen:",
        "Oto tłumaczenie:",
        "Zde je překlad:",
        "Tu je preklad:",
        "Iată traducerea:",
        "Itt a fordítás:",
        "Tässä on käännös:",
        "İşte çeviri:",
        "Berikut adalah terjemahannya:",
        "Đây là bản dịch:",
        "Вот перевод:",
        "Ось переклад:",
        "Ето превода:",
        "Ακολουθεί η μετάφραση:",
        "好的，以下是翻译：",
        "以下是翻譯：",
        "以下は翻訳です。",
        "다음은 번역입니다:",
        "إليك الترجمة:",
        "להלן התרגום:",
        "यहाँ अनुवाद है:",
        "นี่คือคำแปล:",
        "Let me know if you'd like any changes!",
    ],
)
def test_remarks(text: str) -> None:
    assert is_remark(text)


@pytest.mark.parametrize(
    "text",
    [
        "Below is a translation of what Ada Quill wrote for the harbour's paper, where it stood in 2019.",
        "Here is how it works:",
        "I have a lamp.",
        "Aquí tienes cómo traducir: pulsa F2.",
        "He aquí un ejemplo:",
        "Hier ist der Schlüssel:",
        "Segue a lista:",
        "这是官方文档的中文翻译。",
        "以下是一个示例：",
        "以下は翻訳者のためのガイドです。",
    ],
)
def test_what_pages_say_themselves(text: str) -> None:
    assert not is_remark(text)


def test_placeholders_stand_in_brackets() -> None:
    assert in_brackets("*[…rest of the page…]*") == "[…rest of the page…]"
    assert in_brackets("（其余内容省略）") == "（其余内容省略）"
    assert in_brackets("(one) and (two") == ""
    assert is_placeholder("（其余内容省略）")
    assert is_placeholder("[Rest of the page unchanged]")
    assert not is_placeholder("(The lamp is lit at dusk.)")
