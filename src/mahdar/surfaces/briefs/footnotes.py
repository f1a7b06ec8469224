"""Footnotes of Word's own: their part of the package, and the marks that lead to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from mahdar.surfaces.briefs.runs import element, mark_look, marked, paragraph_way, put, run_of
from mahdar.surfaces.briefs.sheet import Note, Piece, Sheet, parted

_LINES = (("-1", "separator", "w:separator"), ("0", "continuationSeparator", "w:continuationSeparator"))
"""The lines above footnotes, which Word wants to have as footnotes too."""


class Footnotes:
    """The footnotes of a sheet; each stands where its number is first met, and is pointed to from there on."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet, self._met = sheet, set[int]()

    def mark(self, number: int, rtl: bool) -> Iterator[Any]:
        """What leads from a line to a footnote, to be put into its paragraph."""
        name = f"_Note{number}"
        if number in self._met:
            again = element("w:fldSimple", instr=f" NOTEREF {name} \\h ")
            again.append(marked(str(number), rtl))
            yield again
            return
        self._met.add(number)
        run = element("w:r")
        put(run, (mark_look(rtl), element("w:footnoteReference", id=str(number))))
        yield element("w:bookmarkStart", id=str(number), name=name)
        yield run
        yield element("w:bookmarkEnd", id=str(number))

    def belong_to(self, document: Any) -> None:
        """Put the footnotes into a document."""
        root = element("w:footnotes")
        for key, kind, line in _LINES:
            note, paragraph, run = element("w:footnote", type=kind, id=key), element("w:p"), element("w:r")
            run.append(element(line))
            paragraph.append(run)
            note.append(paragraph)
            root.append(note)
        put(root, (self._footnote(number, note) for number, note in enumerate(self._sheet.notes, start=1)))
        name = PackURI("/word/footnotes.xml")
        part = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, root, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        told = element("w:footnotePr")
        put(told, (element("w:footnote", id=key) for key, _, _ in _LINES))
        settings = document.settings.element
        after = ("w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping")
        settings.insert_element_before(told, *after)

    def _footnote(self, number: int, note: Note) -> Any:
        """A footnote: outlet, day and title, then the sentence in its own direction, the cited words highlighted."""
        made, mark = element("w:footnote", id=str(number)), element("w:r")
        put(mark, (mark_look(self._sheet.rtl), element("w:footnoteRef")))
        head = [run_of(piece) for piece in parted(note.head, self._sheet.rtl)]
        space = run_of(Piece(" ", self._sheet.rtl))
        parts = ((note.before, False), (note.cited, True), (note.after, False))
        said = [run_of(Piece(text, note.rtl), highlight=cited) for text, cited in parts if text]
        if note.rtl == self._sheet.rtl:
            colon = run_of(Piece(": ", note.rtl))
            made.append(self._paragraph(note.rtl, [mark, space, *head, colon, *said]))
        else:
            made.append(self._paragraph(self._sheet.rtl, [mark, space, *head]))
            made.append(self._paragraph(note.rtl, said))
        return made

    def _paragraph(self, rtl: bool, runs: list[Any]) -> Any:
        paragraph = element("w:p")
        paragraph.get_or_add_pPr().append(element("w:pStyle", val="FootnoteText"))
        paragraph_way(paragraph, rtl)
        put(paragraph, runs)
        return paragraph
