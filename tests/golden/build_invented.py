"""Sets the invented editions as Word files: layouts that the published report does not have.

Run it as `python tests/golden/build_invented.py` after a change to a text here, and bring the CSV files
beside the documents up to date by hand. A cell is its lines; a line that begins with `* ` is an item of
a Word list. A number before a cell's text says over how many rows it is merged down, a row of one cell is
merged across the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Mm
from docx.table import _Cell

FOLDER = Path(__file__).parent
WRITTEN = datetime(2014, 1, 1)  # noqa: DTZ001 - Word stores it without a zone
LANDSCAPE = (Mm(297), Mm(210))
DOWN, COVERED = "v ", "="
"""Before a cell's text: it is merged down over two rows; and the place in the second of them."""


def main() -> None:
    """Write every edition."""
    for name, build in (
        ("wsis-action-lines-2012", action_lines_2012),
        ("wsis-consultations-2013", consultations_2013),
        ("smsi-reunions-2011", reunions_2011),
        ("forum-workshops-2008", workshops_2008),
    ):
        file = Document()
        file.core_properties.created = file.core_properties.modified = WRITTEN
        file.sections[0].page_width, file.sections[0].page_height = LANDSCAPE
        build(file)
        (FOLDER / name / "expected").mkdir(parents=True, exist_ok=True)
        file.save(str(FOLDER / name / f"{name}.docx"))


def action_lines_2012(file: WordDocument) -> None:
    """A form for each meeting, its name in the heading above; a list that announces other meetings."""
    file.add_heading("WSIS action line meetings 2012", 0)
    file.add_paragraph("The annual facilitation meetings took place in Geneva from 14 to 18 May 2012.")
    file.add_paragraph("The following meetings were announced:")
    for item in (
        "C2: Information and communication infrastructure",
        "C3: Access to information and knowledge",
        "C6: The enabling environment",
        "C11: International and regional cooperation",
    ):
        file.add_paragraph(item, "List Bullet")
    file.add_paragraph("Each of them is described in the tables below.")
    file.add_heading("Action Line C2: Information and communication infrastructure", 1)
    _table(
        file,
        ["Date and time:", "Tuesday, 15 May 2012, 9.30 – 11.30"],
        ["Venue:", "Popov Room"],
        ["Lead facilitator:", "ITU (confirmed)"],
        ["Co-facilitators:", "APC; World Bank (to be confirmed)"],
        ["Chair:", "Ms. Ruta Kalnina"],
        ["No. of participants:", "about 60"],
        ["Main issues discussed:", "* Sharing of ducts and masts\n* Cost of international transit"],
        ["Outcomes:", "* A guide to sharing will be drafted"],
        ["Web site:", "http://www.itu.int/wsis/c2/2012"],
    )
    file.add_heading("Action Line C3: Access to information and knowledge", 1)
    _table(
        file,
        ["Date and time:", "Wednesday, 16 May 2012, 14:00 to 16:00"],
        ["Lead facilitator:", "UNESCO"],
        ["Co-facilitators:", "FAO, WIPO"],
        ["No. of participants:", "42"],
        ["Main issues discussed:", "Open licences for public data.\nLibraries as points of access."],
        ["Outcomes:", "* A repository of licences\n* A second meeting in autumn"],
        ["Remarks:", "Webcast available"],
    )
    file.add_heading("Action Line C6: Enabling environment", 1)
    _table(
        file,
        ["Date and time:", "Thursday, 17 May 2012, 11:00"],
        ["Venue:", "Room M"],
        ["Lead facilitator:", "UNDP\nChaired by Mr. Idris Belkacem"],
        ["Co-facilitators:", "–"],
        ["No. of participants:", "more than 30"],
        ["Main issues discussed:", "* Licensing of new operators"],
        ["Outcomes:", "No decision was taken."],
    )
    file.add_heading("Action Line C8: Cultural diversity and local content", 1)
    _table(
        file,
        ["Date and time:", "Friday, 18 May 2012, 10:00 – 12:00"],
        ["Lead facilitator:", "UNESCO"],
        ["No. of participants:", "25"],
        ["Main issues discussed:", "* Keyboards for minority languages"],
        ["Outcomes:", "* Report to the next forum: http://www.unesco.org/c8/report2012.pdf"],
    )


def consultations_2013(file: WordDocument) -> None:
    """A table for each day under its date; group rows, a subtotal, merged cells, and a list of contacts."""
    file.add_heading("Open consultations on the WSIS action lines", 0)
    file.add_paragraph("The consultations were held in Geneva from 13 to 14 May 2013.")
    header = ["Session", "Moderator/\nFacilitator", "Co-moderators", "Main themes", "Next steps", "Remarks"]
    file.add_heading("Monday, 13 May 2013", 2)
    _table(
        file,
        ["Sessions of the first day"],
        header,
        [
            "C1 The role of governments\n10:00 – 12:00",
            "UNDESA",
            "ITU, UNDP",
            "– Open data policies\n– Local e-government",
            "– Survey of portals",
            "35 participants",
        ],
        ["C7: ICT applications"],
        [
            "e-agriculture\n14:00 – 15:30",
            "FAO",
            "ITU",
            "– Price information by mobile phone",
            "– Pilot in three countries",
            "Around 25 participants",
        ],
        [
            "e-health\n15:45 – 17:00",
            "WHO",
            "Ditto",
            "– Patient records",
            "",
            "Documents: http://www.who.int/ehealth/2013",
        ],
        ["Subtotal", "", "", "", "", "60 participants"],
    )
    file.add_heading("Tuesday, 14 May 2013", 2)
    _table(
        file,
        ["Sessions of the second day"],
        header,
        [
            "C9 Media\n10:00 – 11:30",
            DOWN + "UNESCO\nModerator: Dr. Pilar Quiroga",
            "–",
            "– Safety of journalists",
            "– Handbook for newsrooms",
            DOWN + "Interpretation in three languages",
        ],
        [
            "C10 Ethical dimensions of the information society\n11:30 – 13:00",
            COVERED,
            "ICRC (proposed)",
            "– Codes of conduct",
            "– Draft code by December",
            COVERED,
        ],
        ["End of table"],
    )
    file.add_heading("Contacts", 2)
    _table(
        file,
        ["Name", "Organization", "E-mail"],
        ["Pilar Quiroga", "UNESCO", "p.quiroga@unesco.org"],
        ["Idris Belkacem", "UNDP", "idris.belkacem@undp.org"],
    )


def reunions_2011(file: WordDocument) -> None:
    """In French; the meetings stand side by side, the names of the fields at the left."""
    file.add_heading("Réunions de coordination du SMSI", 0)
    file.add_paragraph("Les réunions ont eu lieu à Genève du 16 au 20 mai 2011.")
    _table(
        file,
        [
            "Réunion",
            "Grande orientation C4: Renforcement des capacités",
            "Grande orientation C5: Confiance et sécurité",
            "Grande orientation C10: Dimensions éthiques",
        ],
        [
            "Date et heure",
            "mardi 17 mai 2011, 14 h 30 – 16 h 00",
            "mercredi 18 mai 2011, 9 h 00 – 12 h 00",
            "jeudi 19 mai 2011",
        ],
        ["Lieu", "Salle K", "Salle A", "Salle K"],
        ["Coordonnateur", "PNUD\nPrésidée par M. Luc Favre", "UIT", "UNESCO"],
        ["Co-coordonnateurs", "UIT et UNESCO", "–", "OMS (à confirmer)"],
        [
            "Principaux thèmes",
            "* Formation des enseignants\n* Contenus libres",
            "* Protection des enfants en ligne",
            "* Codes de conduite",
        ],
        [
            "Résultats / prochaines étapes",
            "* Répertoire des formations",
            "* Réunion régionale à Dakar en novembre",
            "Néant",
        ],
        ["Nombre de participants", "48", "environ 70", "30"],
        ["Site web", "www.undp.org/smsi-c4", "http://www.itu.int/wsis/c5/2011", "–"],
    )


def workshops_2008(file: WordDocument) -> None:
    """Another family: workshops of an internet governance forum."""
    file.add_heading("Workshops at the third forum on internet governance", 0)
    file.add_paragraph("The forum met in Hyderabad, India, from 3 to 6 December 2008.")
    _table(
        file,
        [
            "Workshop",
            "Organizers",
            "Moderator",
            "Panellists",
            "Attendance",
            "Key messages",
            "Report link",
        ],
        [
            "Security, privacy and openness\n3 December 2008, 14:30 – 16:00",
            "Internet Society; OECD",
            "Ms. Lucia Ferrante, OECD",
            "Mr. Arne Lindqvist (ITU)\nDr. Meera Nair, Council of Europe",
            "85",
            "* Openness and security support each other\n* Users need clear notices",
            "http://www.intgovforum.org/workshops/security",
        ],
        [
            "Affordable access in rural areas\n4 December 2008, 9:30 – 11:00",
            "APC",
            "Prof. João Amaral",
            "Ms. Hana Novak; Mr. Tom Reed",
            "about 60",
            "* Shared masts lower costs",
            "–",
        ],
        [
            "Languages of the net\n4 December 2008, 11:30 – 13:00",
            "UNESCO",
            "Ms. Lucia Ferrante",
            "–",
            "40–50",
            "Scripts need testing before they are opened to registration.",
            "http://www.intgovforum.org/workshops/languages",
        ],
    )


def _table(file: WordDocument, *rows: Sequence[str]) -> None:
    columns = max(map(len, rows))
    grid = file.add_table(len(rows), columns, "Table Grid")
    for number, cells in enumerate(rows):
        for place, text in enumerate(cells):
            if text == COVERED:
                continue
            is_merged_down = text.startswith(DOWN)
            last = (number + is_merged_down, columns - 1 if len(cells) == 1 else place)
            _write(grid.cell(number, place).merge(grid.cell(*last)), text.removeprefix(DOWN))


def _write(cell: _Cell, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.add_run(line.removeprefix("* "))
        if line.startswith("* "):
            paragraph.style = "List Bullet"


if __name__ == "__main__":
    main()
