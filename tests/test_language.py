"""The language of a report, told from its words."""

from __future__ import annotations

import pytest

from pipeline.language import languages_of

KNOWN = ("ar", "en", "es", "fr", "ru", "zh")
ENGLISH = "The meeting took note of the report on the activities of the group and of the questionnaire. " * 3
FRENCH = "La réunion a pris note du rapport sur les activités du groupe et du questionnaire envoyé. " * 3
SPANISH = "La reunión tomó nota del informe sobre las actividades del grupo y del cuestionario enviado. " * 3
RUSSIAN = "Совещание приняло к сведению доклад о деятельности группы."
ARABIC = "أحاط الاجتماع علماً بالتقرير عن أنشطة الفريق."
CHINESE = "会议注意到关于该组活动的报告。"


@pytest.mark.parametrize(
    ("texts", "languages"),
    [
        ([ENGLISH], ("en",)),
        ([FRENCH, "UIT", "PNUD"], ("fr",)),
        ([SPANISH], ("es",)),
        ([RUSSIAN], ("ru",)),
        ([ARABIC], ("ar",)),
        ([CHINESE], ("zh",)),
        ([FRENCH, FRENCH, ENGLISH], ("fr", "en")),
        ([RUSSIAN, RUSSIAN, CHINESE], ("ru", "zh")),
        (["ITU", "UNDP"], ()),
        ([], ()),
    ],
)
def test_languages(texts: list[str], languages: tuple[str, ...]) -> None:
    """That of the whole first, then those of single texts; none where there are too few words."""
    assert languages_of(texts, KNOWN) == languages
