"""The sample's report of May 2023 as a Word file, made with python-docx and with docxtpl.

    peers.py CONTENT.json ROUNDS

CONTENT.json holds the finished words of the report, block by block, with the styles they stand in;
`cargo bench --bench peers` writes it. Both make the same paragraphs, tables, letterhead, styles,
margins and page number that the program makes, in memory; less is asked of them where they cannot do
it at all (no drawn rules under the letterhead). Prints the best time of ROUNDS in seconds, as JSON.
Exit code 3: a package is missing.
"""

import json
import sys
import time
from io import BytesIO

try:
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, Twips
    from docxtpl import DocxTemplate, RichText
except ImportError as missing:
    print(missing, file=sys.stderr)
    sys.exit(3)

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def element(name, **attributes):
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def new_document(content):
    """A document with page set-up, styles and page number, and no words."""
    document = docx.Document()
    page = document.sections[0]
    paper = content["paper"]
    page.page_width, page.page_height = Twips(paper["width"]), Twips(paper["height"])
    page.top_margin, page.bottom_margin = Twips(paper["top"]), Twips(paper["bottom"])
    page.left_margin, page.right_margin = Twips(paper["left"]), Twips(paper["right"])
    page.different_first_page_header_footer = True
    for name, look in content["styles"].items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.name, style.font.size = "Times New Roman", Pt(look["size"] / 2)
        style.font.bold, style.font.italic = look["bold"], look["italic"]
        form = style.paragraph_format
        form.space_before, form.space_after = Twips(look["before"]), Twips(look["after"])
        form.line_spacing = look["line"]
        form.left_indent, form.first_line_indent = Twips(look["left"]), Twips(look["first_line"])
        form.alignment = ALIGN[look["justify"]]
        form.keep_with_next = look["keep_next"]
    number = page.header.paragraphs[0]
    number.style = document.styles["BCPageNumber"]
    for kind in ("begin", None, "separate", "end"):
        run = number.add_run()._r
        if kind is None:
            field = element("instrText")
            field.text = " PAGE "
            run.append(field)
        else:
            run.append(element("fldChar", fldCharType=kind))
    return document


def fill(paragraph, block, styles):
    paragraph.style = styles[block["style"]]
    for run in block["runs"]:
        added = paragraph.add_run(run["text"])
        if run["bold"]:
            added.bold = True


def fill_cell(cell, blocks, styles):
    for i, block in enumerate(blocks):
        fill(cell.paragraphs[0] if i == 0 else cell.add_paragraph(), block, styles)


def set_widths(table, widths):
    table.autofit = False
    for column, width in zip(table.columns, widths):
        column.width = Twips(width)


def add_frame(document, rows, widths, styles):
    """Letterhead or closing block: a table without lines."""
    table = document.add_table(len(rows), len(widths))
    set_widths(table, widths)
    for row, line in zip(table.rows, rows):
        row._tr.get_or_add_trPr().append(element("cantSplit"))
        for cell, blocks in zip(row.cells, line):
            fill_cell(cell, blocks, styles)
    return table


def add_table(document, block, styles):
    """A table of figures: header lines with merged cells, repeated on every page."""
    header, rows, widths = block["header"], block["rows"], block["widths"]
    table = document.add_table(len(header) + len(rows), len(widths))
    table.style = "Table Grid"
    set_widths(table, widths)
    for i, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(element("cantSplit"))
        if i < len(header):
            properties.append(element("tblHeader"))
            continue
        for cell, filled in zip(row.cells, rows[i - len(header)]):
            fill(cell.paragraphs[0], filled, styles)
    for i, line in enumerate(header):
        for merged in line:
            cell = table.cell(i, merged["from"])
            last = table.cell(i + merged["down"] - 1, merged["from"] + merged["across"] - 1)
            if last is not cell:
                cell = cell.merge(last)
            fill(cell.paragraphs[0], merged, styles)


def with_python_docx(content):
    document = new_document(content)
    styles = document.styles
    styles = {name: styles[name] for name in content["styles"]}
    add_frame(document, content["letterhead"], content["letterhead_widths"], styles)
    for block in content["blocks"]:
        if "rows" in block:
            add_table(document, block, styles)
        else:
            fill(document.add_paragraph(), block, styles)
    add_frame(document, content["closing"], content["closing_widths"], styles)
    out = BytesIO()
    document.save(out)
    return out


def jinja_template(content):
    """A Word file with jinja tags for the same report, made once; not part of what is measured."""
    document = new_document(content)
    styles = document.styles

    def tag(text, style="BCBodyText", cell=None):
        paragraph = cell.add_paragraph() if cell is not None else document.add_paragraph()
        paragraph.style = styles[style]
        paragraph.add_run(text)

    def chosen(blocks, cell=None):
        tag(f"{{%p for block in {blocks} %}}", cell=cell)
        for style in content["styles"]:
            tag(f"{{%p if block.style == '{style}' %}}", cell=cell)
            tag("{{r block.rich }}", style, cell)
            tag("{%p endif %}", cell=cell)

    def frame(name, rows):
        table = document.add_table(len(rows), 2)
        set_widths(table, content[f"{name}_widths"])
        for i, row in enumerate(table.rows):
            row._tr.get_or_add_trPr().append(element("cantSplit"))
            for j, cell in enumerate(row.cells):
                chosen(f"{name}[{i}][{j}]", cell)
                tag("{%p endfor %}", cell=cell)

    frame("letterhead", content["letterhead"])
    chosen("blocks")
    tables = [block for block in content["blocks"] if "rows" in block]
    for table in tables:
        tag("{%p if block.rows %}")
        add_table(document, {**table, "rows": []}, {name: styles[name] for name in content["styles"]})
        word_table = document.tables[-1]
        row = word_table.add_row()
        row.cells[0].paragraphs[0].add_run("{%tr for row in block.rows %}")
        row = word_table.add_row()
        for i, (cell, filled) in enumerate(zip(row.cells, table["rows"][0])):
            cell.paragraphs[0].style = styles[filled["style"]]
            cell.paragraphs[0].add_run(f"{{{{ row[{i}].text }}}}")
        row = word_table.add_row()
        row.cells[0].paragraphs[0].add_run("{%tr endfor %}")
        tag("{%p endif %}")
    tag("{%p endfor %}")
    frame("closing", content["closing"])
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def rich(block):
    text = RichText()
    for run in block["runs"]:
        text.add(run["text"], bold=run["bold"])
    return {"style": block["style"], "rich": text, "rows": []}


def with_docxtpl(template, content):
    document = DocxTemplate(BytesIO(template))
    frame = lambda rows: [[[rich(block) for block in cell] for cell in row] for row in rows]
    plain = lambda cell: {"text": "".join(run["text"] for run in cell["runs"])}
    blocks = [
        {"style": "", "rows": [[plain(cell) for cell in row] for row in block["rows"]]}
        if "rows" in block
        else rich(block)
        for block in content["blocks"]
    ]
    context = {
        "letterhead": frame(content["letterhead"]),
        "blocks": blocks,
        "closing": frame(content["closing"]),
    }
    document.render(context, autoescape=True)
    out = BytesIO()
    document.save(out)
    return out


def all_words(content):
    """Every paragraph of the report, as its text."""
    frames = [cell for name in ("letterhead", "closing") for row in content[name] for cell in row]
    blocks = [block for cell in frames for block in cell]
    for block in content["blocks"]:
        lines = block["header"] + block["rows"] if "rows" in block else [[block]]
        blocks += [one for line in lines for one in line]
    return ["".join(run["text"] for run in block["runs"]) for block in blocks]


def holds(out, content):
    """That a file has all the words: what is faster because it leaves something out is no peer."""
    document = docx.Document(BytesIO(out.getvalue()))
    found = "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p")))
    missing = [words for words in all_words(content) if words not in found]
    if missing:
        sys.exit(f"not in the file: {missing[:5]}")


def best_of(rounds, make):
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        make()
        best = min(best, time.perf_counter() - start)
    return best


def main(path, rounds):
    with open(path, encoding="utf-8") as file:
        content = json.load(file)
    template = jinja_template(content)
    peers = {
        "python-docx": lambda: with_python_docx(content),
        "docxtpl": lambda: with_docxtpl(template, content),
    }
    for make in peers.values():
        holds(make(), content)
    print(json.dumps({name: best_of(int(rounds), make) for name, make in peers.items()}))


main(*sys.argv[1:])
