"""The headings of an article, in the language it is written in where we have the words, else in the page's."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

WORDS = {
    "challenge": _("Challenge"),
    "solution": _("Solution"),
    "results": _("Results"),
    "lessons": _("Lessons"),
    "what_did_not_work": _("What did not work"),
    "conditions": _("What it needed"),
    "needs_from_others": _("What is needed from others"),
    "documents": _("Documents"),
    "links": _("Links"),
    "cite": _("Cite"),
}
# Languages of content that the interface does not speak, in the order of WORDS.
GLOSSARY = {
    "ar": "التحدي|الحل|النتائج|الدروس المستفادة|ما لم ينجح|ما تطلّبه ذلك|ما يلزم من الآخرين|الوثائق|روابط|الاستشهاد",
    "ca": "Repte|Solució|Resultats|Aprenentatges|Què no ha funcionat|Què ha calgut|Què cal d'altres"
    "|Documents|Enllaços|Citar",
    "it": "Sfida|Soluzione|Risultati|Insegnamenti|Che cosa non ha funzionato|Che cosa è servito|Che cosa serve da altri"
    "|Documenti|Link|Citare",
    "pt": "Desafio|Solução|Resultados|Lições|O que não funcionou|O que foi preciso|O que é preciso de outros|Documentos"
    "|Ligações|Citar",
    "ru": "Проблема|Решение|Результаты|Уроки|Что не получилось|Что потребовалось|Что требуется от других|Документы"
    "|Ссылки|Цитирование",
    "zh": "挑战|解决方案|成果|经验教训|未奏效之处|所需条件|需要他方提供的支持|文件|链接|引用",
}


@dataclass(frozen=True)
class Heading:
    text: str
    language: str


def headings_in(language):
    """``{part: Heading}`` for an article written in this language."""
    spoken = language.split("-")[0]
    if spoken in GLOSSARY:
        return dict(zip(WORDS, (Heading(text, spoken) for text in GLOSSARY[spoken].split("|")), strict=True))
    chosen = spoken if spoken in dict(settings.LANGUAGES) else get_language()
    with override(chosen):
        return {part: Heading(str(text), chosen) for part, text in WORDS.items()}
