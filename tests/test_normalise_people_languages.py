"""People in the other languages of the United Nations, by the same rules and other words."""

from __future__ import annotations

import pytest

from tests.name_examples import Row, people_row

FRENCH: list[Row] = [
    ("Présidée par M. ⟦Abdoulaye Sow-Camara⟧", "chair M.", ""),
    ("PNUD¶Présidée par Mme ⟦Hélène Castagnède-Roy⟧", "chair Mme", ""),
    ("UNESCO (⟦Ioana Petrescu⟧)", "representative @ UNESCO", ""),
    ("Présidé par Mme ⟦Anne Roux⟧ (OMPI)", "chair Mme @ WIPO", ""),
    (
        "Coprésidents : Mme ⟦A. Diop⟧ (OMPI), M. ⟦Jean-Pierre de la Tour⟧ et Mme ⟦Anne Roux⟧",
        "co-chair Mme @ WIPO; co-chair M.; co-chair Mme",
        "",
    ),
    ("Coprésidée par ⟦Jean Dupont⟧ et ⟦Marie Martin⟧", "co-chair; co-chair", ""),
    (
        "Président : S.E. M. ⟦Jean Dupont⟧, Ministre des communications, Sénégal",
        "chair S.E. M. | Ministre des communications, Sénégal",
        "",
    ),
    ("Présidente : Mme ⟦Marie Curie⟧, Directrice, UNESCO", "chair Mme | Directrice @ UNESCO", ""),
    ("Modérateur : M. ⟦Paul Durand⟧", "chair M.", ""),
    ("Rapporteur : Mme ⟦Anne Roux⟧", "rapporteur Mme", ""),
    ("Sous la présidence de M. ⟦Paul Durand⟧", "chair M.", ""),
    ("Orateurs : M. ⟦Paul Durand⟧ (UIT) ; Mme ⟦Anne Roux⟧ (OMS)", "speaker M. @ ITU; speaker Mme @ WHO", ""),
    (
        "Président de séance : M. ⟦Paul Durand⟧, Secrétaire général de l'UIT",
        "chair M. | Secrétaire général @ ITU",
        "",
    ),
    (
        "Présidente : S.E. Mme ⟦Anne Roux⟧, Ambassadrice de la France",
        "chair S.E. Mme | Ambassadrice de la France",
        "",
    ),
    ("Présidente : Mme la Ministre ⟦Anne Roux⟧ (Mali)", "chair Mme | Ministre @ Mali", ""),
    ("UIT – M. ⟦Paul Durand⟧", "representative M. @ ITU", ""),
    ("Présidée par", "", ""),
    ("Président : à confirmer", "", ""),
    ("Présidée par l'UIT", "", ""),
    ("Le rapport sera diffusé par le président", "", "Le rapport sera diffusé par le président"),
    ("Vice-Président : M. Paul Durand", "", "Vice-Président : M. Paul Durand"),
    ("UIT (à confirmer)", "", ""),
    ("PNUD, UIT", "", ""),
    ("Le président a remercié les participants", "", "Le président a remercié les participants"),
]

SPANISH: list[Row] = [
    ("Presidida por Sr. ⟦Gonzalo Iturriaga Peña⟧", "chair Sr.", ""),
    ("PNUD¶Presidida por Sra. ⟦Milagros Ñahui-Quispe⟧", "chair Sra.", ""),
    ("Presidida por la Sra. ⟦María de la Luz Pérez⟧ (OMPI)", "chair Sra. @ WIPO", ""),
    (
        "Presidente: Excmo. Sr. ⟦Juan Pérez⟧, Ministro de Comunicaciones, Perú",
        "chair Excmo. Sr. | Ministro de Comunicaciones, Perú",
        "",
    ),
    ("Copresidentes: ⟦Juan Pérez⟧, ⟦Ana Ruiz⟧ y ⟦Luis Soto⟧", "co-chair; co-chair; co-chair", ""),
    ("Copresidida por ⟦Juan Pérez⟧ y ⟦Ana Ruiz⟧", "co-chair; co-chair", ""),
    ("Moderadora: Dra. ⟦Ana Ruiz⟧, Directora, UNESCO", "chair Dra. | Directora @ UNESCO", ""),
    ("Relator: Sr. ⟦Luis Soto⟧", "rapporteur Sr.", ""),
    ("Bajo la presidencia del Sr. ⟦Luis Soto⟧", "chair Sr.", ""),
    ("Oradores: Sr. ⟦Luis Soto⟧ (UIT); Sra. ⟦Ana Ruiz⟧ (OMS)", "speaker Sr. @ ITU; speaker Sra. @ WHO", ""),
    ("UNESCO (⟦Ana María Pérez⟧)", "representative @ UNESCO", ""),
    ("UIT – Sr. ⟦Luis Soto⟧", "representative Sr. @ ITU", ""),
    (
        "Presidenta: Ing. ⟦Ana Ruiz⟧, Secretaria General de la UIT",
        "chair Ing. | Secretaria General @ ITU",
        "",
    ),
    ("Inaugurada por el Sr. ⟦Luis Soto⟧", "speaker Sr.", ""),
    ("Presidida por", "", ""),
    ("Presidente: por confirmar", "", ""),
    ("Presidida por la UIT", "", ""),
    (
        "El presidente distribuirá el informe de la reunión",
        "",
        "El presidente distribuirá el informe de la reunión",
    ),
    ("Vicepresidente: Sr. Luis Soto", "", "Vicepresidente: Sr. Luis Soto"),
    ("UIT y UNCTAD", "", ""),
    ("Banco Mundial (por confirmar)", "", ""),
    ("Ministerio de Comunicaciones", "", ""),
]

RUSSIAN: list[Row] = [
    ("Председатель: г-жа ⟦Анна Иванова⟧", "chair г-жа", ""),
    ("Председатель: г-н ⟦И. И. Петров⟧, директор департамента", "chair г-н | директор департамента", ""),
    ("Под председательством г-на ⟦И. И. Петрова⟧", "chair г-на", ""),
    ("ЮНЕСКО (⟦Елена Смирнова⟧)", "representative @ UNESCO", ""),
    ("Сопредседатели: ⟦Анна Иванова⟧ и ⟦Петр Петров⟧", "co-chair; co-chair", ""),
    ("Модератор: д-р ⟦Анна Иванова⟧ (МСЭ)", "chair д-р @ ITU", ""),
    ("Докладчик: ⟦Иванов И.И.⟧", "rapporteur", ""),
    ("Выступающие: г-н ⟦Иванов⟧ (МСЭ), г-жа ⟦Петрова⟧ (ВОЗ)", "speaker г-н @ ITU; speaker г-жа @ WHO", ""),
    ("Председательствовал ⟦Петр Петров⟧", "chair", ""),
    (
        "Председатель: Е.П. г-н ⟦Петр Петров⟧, министр связи, Египет",
        "chair Е.П. г-н | министр связи, Египет",
        "",
    ),
    ("МСЭ – г-н ⟦Петр Петров⟧", "representative г-н @ ITU", ""),
    ("МСЭ¶⟦П. Петров⟧", "representative @ ITU", ""),
    (
        "Председатель: профессор ⟦Анна Иванова⟧, Московский университет",
        "chair профессор @ Московский университет",
        "",
    ),
    ("Модератор – ⟦Анна Иванова⟧", "chair", ""),
    ("Председатель:", "", ""),
    ("Председатель: подлежит подтверждению", "", ""),
    ("Под председательством МСЭ", "", ""),
    ("Отчет будет распространен председателем", "", "Отчет будет распространен председателем"),
    ("ПРООН и ЮНЕСКО", "", ""),
    ("Всемирный банк (подлежит подтверждению)", "", ""),
    ("Заместитель председателя: г-н Иванов", "", "Заместитель председателя: г-н Иванов"),
    ("Министерство связи", "", ""),
]

ARABIC: list[Row] = [
    ("برئاسة السيد ⟦محمد علي⟧", "chair السيد", ""),
    ("الرئيس: السيدة ⟦فاطمة الزهراء⟧ (اليونسكو)", "chair السيدة @ UNESCO", ""),
    ("برئاسة السيد ⟦محمد علي⟧ والسيدة ⟦هدى سالم⟧", "chair السيد; chair السيدة", ""),
    ("اليونسكو (السيدة ⟦فاطمة الزهراء⟧)", "representative السيدة @ UNESCO", ""),
    ("الرئيس: الدكتور ⟦أحمد بن صالح⟧، وزير الاتصالات، مصر", "chair الدكتور | وزير الاتصالات، مصر", ""),
    ("المقرر: السيد ⟦محمد علي⟧", "rapporteur السيد", ""),
    ("مدير الجلسة: السيد ⟦محمد علي⟧", "chair السيد", ""),
    ("الرئيسان المشاركان: السيد ⟦محمد علي⟧ والسيدة ⟦هدى سالم⟧", "co-chair السيد; co-chair السيدة", ""),
    ("ترأس الجلسة السيد ⟦محمد علي⟧", "chair السيد", ""),
    (
        "المتحدثون: السيد ⟦محمد علي⟧ (الاتحاد الدولي للاتصالات)، السيدة ⟦هدى سالم⟧ (اليونسكو)",
        "speaker السيد @ ITU; speaker السيدة @ UNESCO",
        "",
    ),
    ("الاتحاد الدولي للاتصالات – السيد ⟦محمد علي⟧", "representative السيد @ ITU", ""),
    ("الرئيسة: معالي الدكتورة ⟦هدى سالم⟧", "chair معالي الدكتورة", ""),
    ("الاتحاد الدولي للاتصالات¶السيد ⟦محمد علي⟧", "representative السيد @ ITU", ""),
    ("الرئيس: السيد ⟦محمد علي⟧، مدير", "chair السيد | مدير", ""),
    ("برئاسة", "", ""),
    ("الرئيس: يؤكد لاحقاً", "", ""),
    ("برئاسة الاتحاد الدولي للاتصالات", "", ""),
    ("البنك الدولي (يؤكد لاحقاً)", "", ""),
    ("اليونسكو والاتحاد الدولي للاتصالات", "", ""),
    ("سيعمم الرئيس تقرير الاجتماع", "", "سيعمم الرئيس تقرير الاجتماع"),
    ("وزارة الاتصالات", "", ""),
    ("16 أيار/مايو", "", "16 أيار/مايو"),
]

CHINESE: list[Row] = [
    ("主席：⟦王小明⟧先生", "chair 先生", ""),
    ("由⟦张伟⟧先生主持", "chair 先生", ""),
    ("共同主席：⟦让·杜邦⟧先生（国际电联）和⟦李华⟧女士", "co-chair 先生 @ ITU; co-chair 女士", ""),
    ("教科文组织（⟦李华⟧女士）", "representative 女士 @ UNESCO", ""),
    ("主席：⟦李华⟧女士，司长，经社部", "chair 女士 | 司长 @ UNDESA", ""),
    ("主持人：⟦张伟⟧博士", "chair 博士", ""),
    ("报告员：⟦李华⟧女士", "rapporteur 女士", ""),
    (
        "发言人：⟦张伟⟧先生（国际电联）、⟦李华⟧女士（教科文组织）",
        "speaker 先生 @ ITU; speaker 女士 @ UNESCO",
        "",
    ),
    ("主席：⟦王小明⟧", "chair", ""),
    ("国际电联¶⟦张伟⟧先生", "representative 先生 @ ITU", ""),
    ("会议由⟦李华⟧女士担任主席", "chair 女士", ""),
    ("国际电联：⟦张伟⟧先生", "representative 先生 @ ITU", ""),
    ("主席：⟦张伟⟧先生（埃及）", "chair 先生 @ 埃及", ""),
    ("主席：⟦张伟⟧教授，国际电联秘书长", "chair 教授 | 国际电联秘书长", ""),
    ("主席：", "", ""),
    ("主席：待确认", "", ""),
    ("主席：国际电联", "", ""),
    ("主席将分发会议报告", "", "主席将分发会议报告"),
    ("世界银行（待确认）", "", ""),
    ("国际电联、教科文组织", "", ""),
    ("副主席：张伟先生", "", "副主席:张伟先生"),
    ("信息产业部", "", ""),
]

LANGUAGES = {"fr": FRENCH, "es": SPANISH, "ru": RUSSIAN, "ar": ARABIC, "zh": CHINESE}
ALL = [(language, row) for language, rows in LANGUAGES.items() for row in rows]


@pytest.mark.parametrize(("language", "row"), ALL, ids=[f"{language} {row[0]}" for language, row in ALL])
def test_reads_people_in_other_languages(language: str, row: Row) -> None:
    """Each row is read, or left, as it is drawn."""
    assert people_row(row[0], language) == row
