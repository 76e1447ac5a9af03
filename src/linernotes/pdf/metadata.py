"""The metadata of a PDF, as XMP and as document information, with the standards that it conforms to."""

from __future__ import annotations

from datetime import datetime, time
from html import escape

from pikepdf import Dictionary, Name, Pdf, Stream, String

from linernotes.model.book import Metadata

_CREATOR = "Liner Notes"
_PRODUCER = "WeasyPrint 70.0, pikepdf"

_PDFUA = "http://www.aiim.org/pdfua/ns/id/"
_CLAIMS = f"""\
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="{_PDFUA}">\
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part></rdf:Description>\
"""
"""PDF/A-2a (ISO 19005-2, 6.6.4) and PDF/UA-1 (ISO 14289-1, 5)."""

_SCHEMA = f"""\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>{_PDFUA}</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\
"""
"""A description of the PDF/UA schema, which PDF/A does not define (ISO 19005-2, 6.6.2.3)."""


def write_metadata(pdf: Pdf, metadata: Metadata, title: str) -> None:
    """Write the metadata of a book into a file, with the title of this edition."""
    issued = datetime.combine(metadata.issued, time())
    stamp = issued.strftime("D:%Y%m%d%H%M%SZ")
    entries = {
        "Title": title,
        "Author": ", ".join(metadata.authors),
        "Subject": metadata.description,
        "Keywords": ", ".join(metadata.subjects),
    }
    entries |= {"Creator": _CREATOR, "Producer": _PRODUCER, "CreationDate": stamp, "ModDate": stamp}
    pdf.trailer.Info = pdf.make_indirect(Dictionary({f"/{key}": String(value) for key, value in entries.items() if value}))
    moment = f"{metadata.issued.isoformat()}T00:00:00Z"
    creators = "".join(f"<rdf:li>{escape(author)}</rdf:li>" for author in metadata.authors)
    subjects = "".join(f"<rdf:li>{escape(subject)}</rdf:li>" for subject in metadata.subjects)
    packet = (
        '<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq>{creators}</rdf:Seq></dc:creator>"
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(metadata.description)}</rdf:li></rdf:Alt></dc:description>'
        f"<dc:subject><rdf:Bag>{subjects}</rdf:Bag></dc:subject>"
        f"<dc:language><rdf:Bag><rdf:li>{escape(metadata.language)}</rdf:li></rdf:Bag></dc:language>"
        f"<xmp:CreatorTool>{_CREATOR}</xmp:CreatorTool><xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>"
        f"<pdf:Producer>{_PRODUCER}</pdf:Producer><pdf:Keywords>{escape(entries['Keywords'])}</pdf:Keywords>"
        f'</rdf:Description>{_CLAIMS}{_SCHEMA}</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    )
    stream = Stream(pdf, packet.encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(stream)
