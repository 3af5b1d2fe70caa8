"""PDFium without the machine's fonts, so that a file is read and rendered alike on every machine.

For a font that a file does not embed PDFium takes one that it finds in the system's folders. The widths of
letters then differ from machine to machine where the file does not give them itself, and with them words,
columns and tables; so do the letters' shapes, and what a rendered page shows. Without system fonts it takes
those that it brings: the 14 standard fonts and two that stretch to any width. Ideographs have no shape in
them, but keep their place.
"""

from __future__ import annotations

import pypdfium2.raw as pdfium


def forget_system_fonts() -> None:
    """Let PDFium see no font of the system. To be called before a document is loaded; the state is that of
    the whole process, and a second call changes nothing."""
    pdfium.FPDF_SetSystemFontInfo(None)  # its documented way to stop using what it was given or had found
