"""Gives the program a Word file with macros, links and an embedded object as the skeleton of an office, and proves
with another library that a report made with it has its header and nothing of all that.

    own_skeleton.py PROGRAM DATA_FILE FOLDER        leaves FOLDER/own-skeleton.docx
"""

import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import docx

warnings.simplefilter("error")
program, data, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
folder.mkdir(parents=True, exist_ok=True)
handed_out, hostile, report = (folder / name for name in ("khung.docx", "khung.docm", "own-skeleton.docx"))

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HEADER = f"""<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{OFFICE}"
 xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml"><w:p>
<w:hyperlink r:id="far"><w:r><w:t>UBND PHƯỜNG</w:t></w:r></w:hyperlink>
<w:r><w:object><v:shape style="width:36pt;height:18pt"/><o:OLEObject r:id="ole"/></w:object></w:r>
<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDEPICTURE "http://x.invalid/a"</w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>"""
LINKS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="far" Type="{OFFICE}/hyperlink" Target="http://x.invalid/" TargetMode="External"/>
<Relationship Id="ole" Type="{OFFICE}/oleObject" Target="embeddings/o.bin"/></Relationships>"""


def run(*arguments):
    done = subprocess.run([program, *map(str, arguments)], check=True, capture_output=True, text=True)
    return done.stdout


run("look", "--data", data, "--skeleton-out", handed_out)
with zipfile.ZipFile(handed_out) as package:
    parts = {name: package.read(name) for name in package.namelist()}
parts["word/header1.xml"] = HEADER.encode()
parts["word/_rels/header1.xml.rels"] = LINKS.encode()
parts["word/embeddings/o.bin"] = b"OLE"
parts["word/vbaProject.bin"] = b"VBA"
types = parts["[Content_Types].xml"].decode()
types = types.replace(MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml")
parts["[Content_Types].xml"] = types.encode()
with zipfile.ZipFile(hostile, "w") as package:
    for name, content in parts.items():
        package.writestr(name, content)

told = run("look", "--data", data, "--skeleton", hostile)
assert "left_out\t" in told and "macro" in told, told
run("export", "--data", data, "--period", "2023-05", "--format", "docx", "--out", report)
with zipfile.ZipFile(report) as package:
    for name in package.namelist():
        content = package.read(name)
        for foreign in (b"vba", b"ole", b"x.invalid", b"macro", b"INCLUDEPICTURE"):
            assert foreign not in content and foreign not in name.encode(), (name, foreign)
read = docx.Document(str(report))
header = "".join(paragraph.text for paragraph in read.sections[0].header.paragraphs)
assert "UBND PHƯỜNG" in header, header
print(f"{report.name}: {len(read.paragraphs)} paragraphs, header {header.strip()!r}, nothing foreign")
