"""Facilitators in the other languages of the United Nations, by the same rules and other words."""

from __future__ import annotations

import pytest

from tests.name_examples import Row, organizations_row

FRENCH: list[Row] = [
    ("⟦UIT⟧ (confirmé par les participants)", "ITU = confirmed", ""),
    ("⟦APC⟧ (confirmé)¶⟦Banque mondiale⟧ (à confirmer)", "APC = confirmed; WORLD-BANK = to_be_confirmed", ""),
    ("⟦UNESCO⟧ (Ioana Petrescu)", "UNESCO", "(Ioana Petrescu)"),
    ("⟦PNUD⟧, ⟦UIT⟧", "UNDP; ITU", ""),
    ("⟦Commissions régionales de l'ONU⟧, ⟦UIT⟧", "UN-REGIONAL-COMMISSIONS; ITU", ""),
    ("l'⟦UIT⟧ et la ⟦CNUCED⟧", "ITU; UNCTAD", ""),
    ("L'⟦UIT⟧ pourrait être considérée comme co-coordonnatrice", "ITU = proposed", ""),
    ("⟦Union internationale des télécommunications (UIT)⟧", "ITU", ""),
    ("⟦Ministère des postes et télécommunications⟧", "?", ""),
    ("⟦Gouvernement du Sénégal⟧", "?", ""),
    ("⟦OMS⟧ ; ⟦OMPI⟧", "WHO; WIPO", ""),
    ("⟦DAES⟧ (UNPAN)", "UNDESA / UNPAN", ""),
    ("⟦UIT⟧, ⟦UNESCO⟧ (tous confirmés)", "ITU = confirmed; UNESCO = confirmed", ""),
    ("Coordonnateur : ⟦UIT⟧\nCo-coordonnateur : ⟦PNUD⟧", "ITU; UNDP co", ""),
    ("⟦Banque mondiale⟧ – à confirmer", "WORLD-BANK = to_be_confirmed", ""),
    ("⟦Organisation des Nations Unies pour l'alimentation et l'agriculture (FAO)⟧", "FAO", ""),
    ("néant", "", ""),
    ("à déterminer", "", ""),
    ("sans objet", "", ""),
    ("M. Jean Dupont", "", "M. Jean Dupont"),
    ("Le rapport sera diffusé par le président", "", "Le rapport sera diffusé par le président"),
    ("16 mai 2007", "", "16 mai 2007"),
    ("s.o.", "", ""),
    ("La réunion est organisée par les participants", "", "La réunion est organisée par les participants"),
    ("–", "", ""),
]

SPANISH: list[Row] = [
    ("⟦UIT⟧", "ITU", ""),
    ("⟦Banco Mundial⟧ (por confirmar)", "WORLD-BANK = to_be_confirmed", ""),
    ("⟦OMS⟧ (confirmado)", "WHO = confirmed", ""),
    ("⟦UIT⟧ y ⟦UNCTAD⟧", "ITU; UNCTAD", ""),
    ("⟦PNUD⟧, ⟦FAO⟧ e ⟦UIT⟧", "UNDP; FAO; ITU", ""),
    ("la ⟦UIT⟧ podría considerarse como cofacilitador", "ITU = proposed", ""),
    ("⟦Organización de las Naciones Unidas para la Alimentación y la Agricultura (FAO)⟧", "FAO", ""),
    ("⟦Gobierno de Egipto⟧", "?", ""),
    ("⟦Ministerio de Transportes y Comunicaciones⟧", "?", ""),
    ("⟦CEPAL⟧", "ECLAC", ""),
    ("⟦DAES⟧ (UNPAN)", "UNDESA / UNPAN", ""),
    ("⟦UIT⟧, ⟦UNESCO⟧ (todos confirmados)", "ITU = confirmed; UNESCO = confirmed", ""),
    ("⟦Unión Internacional de Telecomunicaciones⟧ y ⟦Banco Mundial⟧", "ITU; WORLD-BANK", ""),
    ("Facilitador: ⟦UIT⟧\nCofacilitador: ⟦PNUD⟧", "ITU; UNDP co", ""),
    ("⟦UNESCO⟧ (Ana María Pérez)", "UNESCO", "(Ana María Pérez)"),
    ("ninguno", "", ""),
    ("por determinar", "", ""),
    ("no aplica", "", ""),
    ("Sr. Juan Pérez", "", "Sr. Juan Pérez"),
    (
        "El presidente distribuirá el informe que se ha preparado",
        "",
        "El presidente distribuirá el informe que se ha preparado",
    ),
    ("20 de mayo", "", "20 de mayo"),
    ("La reunión será organizada por la UIT", "", "La reunión será organizada por la UIT"),
    ("–", "", ""),
]

RUSSIAN: list[Row] = [
    ("⟦МСЭ⟧ (подтверждено участниками)", "ITU = confirmed", ""),
    ("⟦ПРООН⟧ и ⟦ЮНЕСКО⟧", "UNDP; UNESCO", ""),
    ("⟦Всемирный банк⟧ (подлежит подтверждению)", "WORLD-BANK = to_be_confirmed", ""),
    ("⟦Международный союз электросвязи⟧, ⟦Всемирная организация здравоохранения⟧", "ITU; WHO", ""),
    ("⟦ДЭСВ⟧ (UNPAN)", "UNDESA / UNPAN", ""),
    ("⟦Региональные комиссии ООН⟧, ⟦МСЭ⟧", "UN-REGIONAL-COMMISSIONS; ITU", ""),
    ("⟦МСЭ⟧ совместно с ⟦ЮНКТАД⟧", "ITU; UNCTAD", ""),
    ("⟦Министерство связи и массовых коммуникаций⟧, ⟦МСЭ⟧", "?; ITU", ""),
    ("⟦Правительство Египта⟧", "?", ""),
    ("⟦ЮНЕСКО⟧ (Елена Смирнова)", "UNESCO", "(Елена Смирнова)"),
    ("⟦МСЭ⟧, ⟦ЮНЕСКО⟧ (все подтверждены)", "ITU = confirmed; UNESCO = confirmed", ""),
    ("⟦МСЭ⟧ может рассматриваться в качестве сокоординатора", "ITU = proposed", ""),
    ("⟦ФАО⟧; ⟦ВОЗ⟧", "FAO; WHO", ""),
    ("Координатор: ⟦МСЭ⟧\nСокоординатор: ⟦ПРООН⟧", "ITU; UNDP co", ""),
    ("⟦Всемирный банк⟧ – предварительно", "WORLD-BANK = to_be_confirmed", ""),
    ("нет", "", ""),
    ("не определено", "", ""),
    ("г-н Иванов", "", "г-н Иванов"),
    ("И. И. Петров", "", "И. И. Петров"),
    ("Отчет будет распространен председателем", "", "Отчет будет распространен председателем"),
    ("16 мая 2007 г.", "", "16 мая 2007 г."),
    ("Участники решили провести заседание", "", "Участники решили провести заседание"),
    ("–", "", ""),
]

ARABIC: list[Row] = [
    ("⟦الاتحاد الدولي للاتصالات⟧ (مؤكد)", "ITU = confirmed", ""),
    ("⟦البنك الدولي⟧ (يؤكد لاحقاً)", "WORLD-BANK = to_be_confirmed", ""),
    ("⟦اليونسكو⟧ و⟦الاتحاد الدولي للاتصالات⟧", "UNESCO; ITU", ""),
    ("⟦منظمة الصحة العالمية⟧، ⟦برنامج الأمم المتحدة الإنمائي⟧", "WHO; UNDP", ""),
    ("⟦الاتحاد الدولي للاتصالات⟧ / ⟦اليونسكو⟧", "ITU; UNESCO", ""),
    ("⟦وزارة الاتصالات⟧", "?", ""),
    ("⟦حكومة مصر⟧", "?", ""),
    ("⟦اللجان الإقليمية للأمم المتحدة⟧", "UN-REGIONAL-COMMISSIONS", ""),
    ("⟦اليونسكو⟧ (السيدة فاطمة الزهراء)", "UNESCO", "(السيدة فاطمة الزهراء)"),
    ("⟦إدارة الشؤون الاقتصادية والاجتماعية⟧ (UNPAN)", "UNDESA / UNPAN", ""),
    ("الميسر: ⟦الاتحاد الدولي للاتصالات⟧", "ITU", ""),
    ("⟦اليونسكو⟧، ⟦الاتحاد الدولي للاتصالات⟧ (جميعها مؤكدة)", "UNESCO = confirmed; ITU = confirmed", ""),
    ("⟦ITU⟧، ⟦UNESCO⟧", "ITU; UNESCO", ""),
    ("⟦البنك الدولي⟧ - بانتظار التأكيد", "WORLD-BANK = to_be_confirmed", ""),
    ("⟦منظمة الأغذية والزراعة للأمم المتحدة⟧", "FAO", ""),
    ("لا يوجد", "", ""),
    ("غير محدد", "", ""),
    ("السيد محمد علي", "", "السيد محمد علي"),
    ("سيعقد الاجتماع القادم في جنيف", "", "سيعقد الاجتماع القادم في جنيف"),
    ("16 أيار/مايو 2007", "", "16 أيار/مايو 2007"),
    ("ينبغي أن تشارك اليونسكو", "", "ينبغي أن تشارك اليونسكو"),
    ("–", "", ""),
    ("لا ينطبق", "", ""),
]

CHINESE: list[Row] = [
    ("⟦国际电联⟧（已确认）", "ITU = confirmed", ""),
    ("⟦世界银行⟧（待确认）", "WORLD-BANK = to_be_confirmed", ""),
    ("⟦国际电联⟧、⟦教科文组织⟧和⟦开发计划署⟧", "ITU; UNESCO; UNDP", ""),
    ("⟦教科文组织⟧（李华女士）", "UNESCO", "(李华女士)"),
    ("⟦经社部⟧（UNPAN）", "UNDESA / UNPAN", ""),
    ("可考虑⟦国际电联⟧作为共同推进方", "ITU = proposed", ""),
    ("⟦世界卫生组织⟧，⟦国际电信联盟⟧", "WHO; ITU", ""),
    ("⟦联合国各区域委员会⟧、⟦国际电联⟧", "UN-REGIONAL-COMMISSIONS; ITU", ""),
    ("⟦埃及政府⟧", "?", ""),
    ("⟦信息产业部⟧", "?", ""),
    ("⟦国际电联⟧；⟦粮农组织⟧", "ITU; FAO", ""),
    ("推进方：⟦国际电联⟧", "ITU", ""),
    ("⟦国际电联⟧、⟦教科文组织⟧（均已确认）", "ITU = confirmed; UNESCO = confirmed", ""),
    ("⟦国际电联⟧与⟦贸发会议⟧", "ITU; UNCTAD", ""),
    ("⟦联合国教育、科学及文化组织⟧", "UNESCO", ""),
    ("无", "", ""),
    ("待定", "", ""),
    ("不适用", "", ""),
    ("王小明先生", "", "王小明先生"),
    ("会议将于明年举行", "", "会议将于明年举行"),
    ("2007年5月16日", "", "2007年5月16日"),
    ("与会者讨论了国际电联的报告", "", "与会者讨论了国际电联的报告"),
    ("－", "", ""),
]

LANGUAGES = {"fr": FRENCH, "es": SPANISH, "ru": RUSSIAN, "ar": ARABIC, "zh": CHINESE}
ALL = [(language, row) for language, rows in LANGUAGES.items() for row in rows]


@pytest.mark.parametrize(("language", "row"), ALL, ids=[f"{language} {row[0]}" for language, row in ALL])
def test_reads_organizations_in_other_languages(language: str, row: Row) -> None:
    """Each row is read, or left, as it is drawn."""
    assert organizations_row(row[0], language) == row
