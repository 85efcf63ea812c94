"""Word files made by hand, with the markup that Word itself writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_NAMESPACES = (
    'xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:r="{relations}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w="{word}" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'mc:Ignorable="w14 w15"'
)


def t(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:t{space}>{escape(text)}</w:t>"


def r(content: str, properties: str = "") -> str:
    """A run; plain text or markup."""
    inner = content if content.startswith("<") else t(content)
    return f'<w:r w:rsidR="00A77B3E">{f"<w:rPr>{properties}</w:rPr>" if properties else ""}{inner}</w:r>'


def p(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph; every argument is text or markup."""
    inner = "".join(each if each.startswith("<") else r(each) for each in content)
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{style}{properties}</w:pPr>" if style or properties else ""
    return f'<w:p w14:paraId="1F2E3D4C" w:rsidR="00A77B3E">{properties}{inner}</w:p>'


def footnote_mark(note_id: int, *, kind: str = "footnote") -> str:
    style = '<w:rStyle w:val="FootnoteReference"/>'
    return r(f'<w:{kind}Reference w:id="{note_id}"/>', style)


def inserted(*content: str) -> str:
    return f'<w:ins w:id="901" w:author="An" w:date="2025-03-01T08:00:00Z">{"".join(content)}</w:ins>'


def deleted(text: str) -> str:
    return (
        '<w:del w:id="902" w:author="An" w:date="2025-03-01T08:00:00Z"><w:r>'
        f'<w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'
    )


def moved_from(text: str) -> str:
    return f'<w:moveFrom w:id="903" w:author="An" w:date="2025-03-01T08:00:00Z">{r(text)}</w:moveFrom>'


def moved_to(text: str) -> str:
    return f'<w:moveTo w:id="904" w:author="An" w:date="2025-03-01T08:00:00Z">{r(text)}</w:moveTo>'


def complex_field(instruction: str, result: str) -> str:
    return (
        r('<w:fldChar w:fldCharType="begin"/>')
        + r(f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>')
        + r('<w:fldChar w:fldCharType="separate"/>')
        + r(result)
        + r('<w:fldChar w:fldCharType="end"/>')
    )


def control(content: str, *, tag: str = "", binding: Mapping[str, str] | None = None) -> str:
    """A content control around runs, paragraphs, rows or cells."""
    bound = "".join(f" w:{key}={quoteattr(text)}" for key, text in (binding or {}).items())
    properties = (f'<w:tag w:val="{tag}"/>' if tag else "") + (f"<w:dataBinding{bound}/>" if bound else "")
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def table(*rows: str) -> str:
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid/>{"".join(rows)}</w:tbl>'


def tr(*cells: str, properties: str = "") -> str:
    inner = "".join(each if each.startswith("<") else tc(each) for each in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def tc(*content: str, properties: str = "") -> str:
    inner = "".join(each if each.startswith("<") else p(each) for each in content) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def text_box(*paragraphs: str) -> str:
    """A text box as Word writes it: a drawing, and the same words once more as VML for older programs."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:extent cx="1000000" cy="500000"/><wp:docPr id="7" name="Text Box 7"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1000000" cy="500000"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        '</mc:Choice><mc:Fallback><w:pict><v:shape style="width:80pt;height:40pt">'
        f"<v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>
  <w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/>
  <w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="MucCon"><w:name w:val="Mục con"/>
  <w:basedOn w:val="Heading2"/></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="TieuDe3"><w:name w:val="Tiêu đề 3"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="Hidden"><w:name w:val="Ẩn"/>
  <w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="LoopA"><w:name w:val="A"/><w:basedOn w:val="LoopB"/></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="LoopB"><w:name w:val="B"/><w:basedOn w:val="LoopA"/></w:style>
"""

NUMBERING = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="+"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
"""


def in_list(list_id: int, depth: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'


def docx(
    *body: str,
    footnotes: Mapping[int, str] | None = None,
    endnotes: Mapping[int, str] | None = None,
    stores: Sequence[tuple[str, str]] = (),
    parts: Mapping[str, str | bytes] | None = None,
    without: Sequence[str] = (),
    strict: bool = False,
) -> bytes:
    """A whole file.

    Args:
        body: Paragraphs and tables; plain text becomes a paragraph.
        footnotes, endnotes: Markup of each note by id; plain text becomes a paragraph with its mark.
        stores: Custom XML parts as (store id, XML).
        parts: Further parts, or parts that replace the ones made here.
        without: Names of parts to leave out.
        strict: Write the names of ISO/IEC 29500 Strict.
    """
    relations = _STRICT_RELATIONS if strict else _RELATIONS
    names = _NAMESPACES.format(word=STRICT if strict else TRANSITIONAL, relations=relations)

    def part(root: str, inner: str) -> str:
        return f"{_DECLARATION}<w:{root} {names}>{inner}</w:{root}>"

    paragraphs = "".join(each if each.startswith("<") else p(each) for each in body)
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    made: dict[str, str | bytes] = {
        "word/document.xml": part("document", f"<w:body>{paragraphs}{section}</w:body>"),
        "word/styles.xml": part("styles", STYLES),
        "word/numbering.xml": part("numbering", NUMBERING),
    }
    arrows = [("styles", "styles.xml"), ("numbering", "numbering.xml")]
    for kind, notes in (("footnote", footnotes), ("endnote", endnotes)):
        if notes is not None:
            made[f"word/{kind}s.xml"] = part(f"{kind}s", _notes(kind, notes))
            arrows.append((f"{kind}s", f"{kind}s.xml"))
    for at, (store, xml) in enumerate(stores, 1):
        made[f"customXml/item{at}.xml"] = xml
        made[f"customXml/itemProps{at}.xml"] = (
            f'{_DECLARATION}<ds:datastoreItem ds:itemID="{store}" xmlns:ds='
            '"http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/></ds:datastoreItem>'
        )
        made[f"customXml/_rels/item{at}.xml.rels"] = _rels(
            relations, [("customXmlProps", f"itemProps{at}.xml")]
        )
        arrows.append(("customXml", f"../customXml/item{at}.xml"))
    made["word/_rels/document.xml.rels"] = _rels(relations, arrows)
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(made),
        "_rels/.rels": _rels(relations, [("officeDocument", "word/document.xml")]),
        **made,
        **(parts or {}),
    }
    return zipped({name: content for name, content in files.items() if name not in without})


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of these files, dated as Word dates them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return stream.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def replaced(data: bytes, name: str, content: bytes) -> bytes:
    """The same file with one part changed or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {each: archive.read(each) for each in archive.namelist()}
    return zipped({**files, name: content})


def _notes(kind: str, notes: Mapping[int, str]) -> str:
    separators = (
        f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{kind}>'
    )
    mark = r(f"<w:{kind}Ref/>", '<w:rStyle w:val="FootnoteReference"/>')
    return separators + "".join(
        f'<w:{kind} w:id="{at}">{text if text.startswith("<") else p(mark, r(" " + text), style="FootnoteText")}'
        f"</w:{kind}>"
        for at, text in notes.items()
    )


def _rels(relations: str, arrows: Sequence[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{at}" Type="{relations}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(arrows, 1)
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'


def _content_types(parts: Mapping[str, str | bytes]) -> str:
    kinds = {"document": "document.main"}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_WORD_TYPE.format(kinds.get(stem, stem))}"/>'
        for name in parts
        if name.startswith("word/") and name.count("/") == 1 and (stem := name[5:-4])
    )
    return (
        f'{_DECLARATION}<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
