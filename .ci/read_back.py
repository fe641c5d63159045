"""Opens the exported files of a report with libraries other than ours and proves that its figures
come back: every cell of every table and every figure in a sentence of the Word file is the printed
form, and every number of the workbook the value, that follow from the exported JSON.   read_back.py FOLDER TEMPLATE.json

Warnings are errors: a file that another program has to repair is a broken file. The printed forms
are worked out here once more, from nothing but the two JSON files.
"""

import json
import re
import sys
import warnings
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import docx
import openpyxl

warnings.simplefilter("error")
faults = []


def same(what, found, expected):
    if found != expected:
        faults.append(f"{what}: {found!r} instead of {expected!r}")


def printed_number(number):
    """1317 -> 1.317; 92.4 -> 92,4: dots for thousands, a comma for decimals."""
    whole, _, decimals = str(number).partition(".")
    whole = f"{int(whole):,}".replace(",", ".")
    return f"{whole},{decimals}" if decimals else whole


class Report:
    """What the two JSON files say."""

    def __init__(self, report, template):
        self.figures = report["figures"]
        self.printed = report["printed"]
        self.switches_of_rows = report["rows"]
        self.tables = [
            (item["key"], item["table"])
            for section in template["sections"]
            for item in section.get("items", [])
            if "table" in item
        ]

    def rows(self, item, table):
        """The rows that are on, as they follow from the template and the switches of the report."""
        for row in table["rows"]:
            own = self.switches_of_rows.get(f"{item}.{row['key']}", {})
            switch = own.get("switch", row.get("initial", "on"))
            if switch == "on":
                yield row

    def number(self, item, table, row, column):
        """The exact value of a cell: typed, a sum, or a rate as (part, whole)."""
        kind = column["figure"]["kind"]
        if isinstance(kind, str):
            return self.figures.get(f"{item}.{row['key']}.{column['key']}")
        of = lambda key: self.number(item, table, row, by_key(table, key))
        if "sum" in kind:
            parts = [of(key) for key in kind["sum"]]
            return None if None in parts else sum(parts)
        rate = kind["rate"]
        return of(rate["part"]), of(rate["whole"])

    def text(self, item, table, row, column):
        """What the report prints in a cell."""
        own = self.printed.get(f"{item}.{row['key']}.{column['key']}")
        value = self.number(item, table, row, column)
        if own is not None:
            return printed_number(own) + "%"
        if isinstance(value, tuple):
            percent = rate_percent(value)
            return "—" if percent is None else f"{percent}%"
        return "" if value is None else printed_number(value)


class Prose:
    """The sentences of the report, with their figures worked out from the JSON files."""

    QUALIFIERS = {"more_than": "hơn", "over": "trên", "almost": "gần", "about": "khoảng", "at_least": "ít nhất"}

    def __init__(self, report, template):
        self.figures, self.printed = report["figures"], report["printed"]
        self.texts = report["texts"]
        self.kinds = {figure["key"]: figure for figure in template["figures"]}
        items = [item for section in template["sections"] for item in section.get("items", [])]
        self.sentences = [one for item in items for one in item.get("figures", {}).get("sentences", [])]

    def exact(self, key):
        """The number of a figure: typed, or worked out; none where there is none."""
        typed = self.figures.get(key)
        if typed is not None:
            return typed
        kind = self.kinds.get(key, {}).get("kind", "")
        if "total" in kind:
            return sum(self.exact(part) for part in kind["total"])
        if "difference" in kind:
            return self.exact(kind["difference"]["from"]) - self.exact(kind["difference"]["less"])
        return None

    def text(self, key):
        """How a figure stands in a sentence; none where the JSON alone does not tell."""
        if key in self.printed:
            return printed_number(self.printed[key]) + "%"
        kind = self.kinds.get(key, {}).get("kind", "")
        if "rate" in kind:
            part, whole = (self.exact(kind["rate"][name]) for name in ("part", "whole"))
            if part == whole:
                return "100%"
            places = Decimal(1).scaleb(-self.kinds[key].get("decimals", 0))
            return printed_number((Decimal(100 * part) / whole).quantize(places, ROUND_HALF_UP)) + "%"
        value = self.exact(key)
        if isinstance(value, dict):
            return f"{self.QUALIFIERS[value['qualifier']]} {printed_number(value['number'])}"
        if value is None or value == "not_arisen":
            return None
        # Numbers below ten take a zero in sentences.
        small = isinstance(value, int) and 0 < value < 10
        percent = "%" if kind == "percent" else ""
        return (f"{value:02}" if small else printed_number(value)) + percent

    def patterns(self):
        """Every sentence as what must be found, and how many figures of it are known."""
        for sentence in self.sentences:
            text = self.texts.get(sentence["key"], sentence["text"])
            for line in text if isinstance(text, list) else [text]:
                pattern, known = "", 0
                for piece in re.split(r"(\{[^{}]+\})", line):
                    printed = self.text(piece[1:-1]) if piece.startswith("{") else piece
                    known += piece.startswith("{") and printed is not None
                    pattern += ".*?" if printed is None else re.escape(printed)
                yield pattern, known


def by_key(table, key):
    return next(column for column in table["columns"] if column["key"] == key)


def rate_percent(rate):
    """A rate in whole percent, rounded once, half up; none of nothing."""
    part, whole = rate
    if not whole:
        return None
    return (Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP)


def printed_columns(table):
    return [column for column in table["columns"] if column.get("printed") != "no"]


def read_word(path, report):
    """Every figure cell of every data table; returns how many."""
    document = docx.Document(str(path))
    # Letterhead and signature stand in tables too; those of figures repeat their header.
    data = [table for table in document.tables if "w:tblHeader" in table._tbl.xml]
    same("tables in the Word file", len(data), len(report.tables))
    count = 0
    for found, (item, table) in zip(data, report.tables):
        columns = printed_columns(table)
        rows = list(report.rows(item, table))
        header = 2 if any("group" in column for column in columns) else 1
        same("rows in the Word file", len(found.rows) - header, len(rows))
        for line, row in zip(found.rows[header:], rows):
            for cell, column in zip(line.cells, columns):
                if "figure" not in column:
                    continue
                same(f"{row['key']}.{column['key']} in Word", cell.text, report.text(item, table, row, column))
                count += 1
    return count


def read_prose(path, prose):
    """Every sentence with its figures; returns how many figures."""
    document = docx.Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    count = 0
    for pattern, known in prose.patterns():
        found = any(re.search(pattern, text) for text in texts)
        same(f"in the Word file: {pattern}", found, True)
        count += known
    return count


def sheet_value(value):
    """A figure of the JSON as a workbook holds it; none where it is not one exact number."""
    if isinstance(value, dict):
        return None
    return float(value) if isinstance(value, str) else value


def read_tables(book, report):
    """The numbers of the sheets of tables; returns how many."""
    count = 0
    for sheet, (item, table) in zip(book.worksheets, report.tables):
        first = next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == 1)
        columns = table["columns"]
        for line, row in enumerate(report.rows(item, table), first):
            for place, column in enumerate(columns, 1):
                if "figure" not in column:
                    continue
                expected = report.number(item, table, row, column)
                if isinstance(expected, tuple):
                    expected = float(rate_percent(expected) / 100)
                same(f"{row['key']}.{column['key']} in Excel", sheet.cell(line, place).value, expected)
                count += 1
    return count


def read_figures(sheet, report):
    """Every typed figure of the sheet of all figures, found by its key; returns how many."""
    titles = [cell.value for cell in sheet[1]]
    value, key = titles.index("Giá trị"), titles.index("Mã chỉ tiêu")
    unit = titles.index("Đơn vị tính")
    rows = {row[key]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    count = 0
    for name, typed in report.figures.items():
        expected = sheet_value(typed)
        if expected is None:
            continue
        if rows[name][unit] == "%":
            expected /= 100
        same(f"{name} in Excel", rows[name][value], expected)
        count += 1
    return count


def main(folder, template):
    (word,), (excel,), (values,) = (sorted(Path(folder).glob(f"*.{kind}")) for kind in ("docx", "xlsx", "json"))
    values, template = (json.loads(Path(path).read_text("utf-8")) for path in (values, template))
    report = Report(values, template)
    in_word = read_word(word, report)
    in_prose = read_prose(word, Prose(values, template))
    # The formulas are there, and so are their results: a phone shows nothing but these.
    formulas = openpyxl.load_workbook(excel)
    book = openpyxl.load_workbook(excel, data_only=True)
    has_formula = any(
        str(cell.value).startswith("=") for sheet in formulas for row in sheet.iter_rows() for cell in row
    )
    same("the workbook has formulas", has_formula, True)
    in_tables = read_tables(book, report)
    in_list = read_figures(book["Tất cả chỉ tiêu"], report)
    print(f"{in_word} + {in_prose} figures came back from Word, {in_tables} + {in_list} from Excel")
    same("enough figures came back", min(in_word, in_prose, in_tables, in_list) >= 45, True)
    if faults:
        sys.exit("\n".join(faults))


main(*sys.argv[1:])
