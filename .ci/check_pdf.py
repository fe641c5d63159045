"""Reads a PDF of the program with a library that is not ours (pikepdf, and qpdf in it) and proves what PDF/A-2u
(ISO 19005-2) asks of such a file, as far as it can be seen without drawing it: no fault in its syntax, all that it
needs inside, colours that mean the same everywhere, letters that can be read back, nothing that runs or fetches.
Then that it is told apart what is a heading, a table, a list.   check_pdf.py PDF...
"""

import re
import sys

import pikepdf

faults = []
FORBIDDEN_KEYS = {"/AA", "/Encrypt", "/JavaScript", "/XFA", "/Launch", "/Alternates", "/OPI", "/PS", "/TR", "/HTP"}
FORBIDDEN_ACTIONS = {
    "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/JavaScript", "/Hide", "/SetOCGState", "/Rendition",
    "/Trans", "/GoTo3DView",
}
FORBIDDEN_FILTERS = {"/LZWDecode", "/Crypt"}


def fault(words):
    faults.append(words)


def check_xmp(pdf, root):
    metadata = root.get("/Metadata")
    if metadata is None:
        return fault("no XMP metadata")
    if "/Filter" in metadata:
        fault("the XMP metadata are packed")
    xmp = metadata.read_bytes().decode("utf-8")
    for said in ("<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>U</pdfaid:conformance>"):
        if said not in xmp:
            fault(f"XMP does not say {said}")
    title, author = (str(pdf.docinfo.get(key, "")) for key in ("/Title", "/Author"))
    for name, value in (("title", title), ("author", author)):
        if not value or value not in xmp:
            fault(f"the {name} {value!r} is not the same in XMP")


def check_output_intent(root):
    intents = [intent for intent in root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1:
        return fault(f"{len(intents)} output intents for PDF/A")
    profile = intents[0].get("/DestOutputProfile")
    data = profile.read_bytes() if profile is not None else b""
    if data[36:40] != b"acsp" or data[16:20] not in (b"RGB ", b"GRAY"):
        fault("the output intent has no profile")
    return data[16:20]


def check_font(font):
    name = str(font.get("/BaseFont"))
    if font.get("/Subtype") != "/Type0":
        return fault(f"{name} is a {font.get('/Subtype')}")
    cmap = font.get("/ToUnicode")
    if cmap is None:
        return fault(f"{name} cannot be read: no ToUnicode")
    told = cmap.read_bytes().decode("latin-1")
    for code in re.findall(r"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]*)>", told):
        if code in ("", "0000", "FEFF", "FFFE"):
            fault(f"{name} maps a letter to U+{code}")
    below = font["/DescendantFonts"][0]
    descriptor = below["/FontDescriptor"]
    if not ("/FontFile2" in descriptor or "/FontFile3" in descriptor):
        fault(f"{name} is not in the file")
    if not re.fullmatch(r"/[A-Z]{6}\+.+", name):
        fault(f"{name} has no mark of a part of a font")
    if below.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in below:
        fault(f"{name} has no CIDToGIDMap")


def check_contents(page, number):
    device = {"rg", "RG", "g", "G", "k", "K"}
    depth, deepest, marked = 0, 0, 0
    for operands, operator in pikepdf.parse_content_stream(page):
        operator = str(operator)
        if operator in device:
            fault(f"page {number} has a colour of the device: {operator}")
        elif operator == "q":
            depth += 1
            deepest = max(deepest, depth)
        elif operator == "Q":
            depth -= 1
        elif operator in ("BDC", "BMC"):
            marked += 1
        elif operator == "EMC":
            marked -= 1
        elif operator in ("Tj", "TJ", "'", '"', "f", "f*", "S", "Do") and marked == 0:
            fault(f"page {number} draws what is neither told nor an artifact: {operator}")
    if depth or marked:
        fault(f"page {number} leaves something open")
    if deepest > 28:
        fault(f"page {number} nests {deepest} states")


def check_objects(pdf):
    for number, thing in enumerate(pdf.objects):
        if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        for key in FORBIDDEN_KEYS & set(thing.keys()):
            fault(f"object {number} has {key}")
        if thing.get("/S") in FORBIDDEN_ACTIONS:
            fault(f"object {number} is an action {thing['/S']}")
        if isinstance(thing, pikepdf.Stream):
            filters = thing.get("/Filter", [])
            filters = [filters] if isinstance(filters, pikepdf.Name) else list(filters)
            for name in filters:
                if str(name) in FORBIDDEN_FILTERS:
                    fault(f"object {number} is packed by {name}")
            for key in ("/F", "/FFilter", "/FDecodeParms"):
                if key in thing:
                    fault(f"object {number} lies outside of the file")
            if thing.get("/Interpolate"):
                fault(f"object {number} is smoothed")
        if thing.get("/Type") == "/Font" and thing.get("/Subtype") in ("/Type0", "/Type3", "/TrueType", "/Type1"):
            check_font(thing)


def names(element, found, parents=()):
    """Counts the parts of the structure, and finds those that stand where they may not."""
    allowed = {
        "/TR": ("/Table", "/THead", "/TBody", "/TFoot"), "/TH": ("/TR",), "/TD": ("/TR",), "/LI": ("/L",),
        "/LBody": ("/LI",), "/Lbl": ("/LI",), "/THead": ("/Table",), "/TBody": ("/Table",),
    }
    kind = str(element.get("/S", ""))
    found[kind] = found.get(kind, 0) + 1
    if kind in allowed and (not parents or parents[-1] not in allowed[kind]):
        fault(f"{kind} stands in {parents[-1:] or 'nothing'}")
    if kind == "/Figure" and not str(element.get("/Alt", "")):
        fault("a picture is not described")
    children = element.get("/K", [])
    children = list(children) if isinstance(children, pikepdf.Array) else [children]
    for child in children:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            names(child, found, (*parents, kind))


def check_structure(root):
    if not root.get("/MarkInfo", {}).get("/Marked"):
        fault("the structure is not said to be there")
    if str(root.get("/Lang", "")) != "vi-VN":
        fault(f"the language is {root.get('/Lang')!r}")
    found = {}
    tree = root.get("/StructTreeRoot")
    if tree is None:
        fault("no structure")
        return found
    for child in tree["/K"] if isinstance(tree["/K"], pikepdf.Array) else [tree["/K"]]:
        names(child, found)
    return found


def check(path):
    with open(path, "rb") as file:
        head = file.read(32)
    if not re.match(rb"%PDF-1\.[4-7]\n%[\x80-\xff]{4}", head):
        fault("the head of the file is not that of PDF/A")
    with pikepdf.open(path) as pdf:
        faults.extend(pdf.check_pdf_syntax() if hasattr(pdf, "check_pdf_syntax") else pdf.check())
        root = pdf.Root
        if len(pdf.trailer.get("/ID", [])) != 2:
            fault("the file has no ID")
        check_xmp(pdf, root)
        check_output_intent(root)
        check_objects(pdf)
        for number, page in enumerate(pdf.pages, 1):
            check_contents(page, number)
        found = check_structure(root)
        with pdf.open_outline() as outline:
            bookmarks = [item.title for item in outline.root]
        if not bookmarks:
            fault("no bookmarks")
        return len(pdf.pages), found, bookmarks


for path in sys.argv[1:]:
    before = len(faults)
    num_pages, found, bookmarks = check(path)
    faults[before:] = [f"{path}: {words}" for words in faults[before:]]
    kinds = " ".join(f"{kind[1:]} {number}" for kind, number in sorted(found.items()))
    print(f"{path}: {num_pages} pages; {kinds}; bookmarks: {', '.join(bookmarks)}")
print("\n".join(faults) if faults else "PDF/A-2u: no fault found")
sys.exit(bool(faults))
