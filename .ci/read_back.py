"""Opens the exported files of a report with libraries other than ours and proves that its figures
come back: every cell of every table of the Word file is the printed form, and every number of the
workbook the value, that follow from the exported JSON.   read_back.py FOLDER TEMPLATE.json

Warnings are errors: a file that another program has to repair is a broken file. The printed forms
are worked out here once more, from nothing but the two JSON files.
"""

import json
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
        self.switches = report["switches"]
        self.tables = [
            (item["key"], item["table"])
            for section in template["sections"]
            for item in section.get("items", [])
            if "table" in item
        ]

    def rows(self, item, table):
        """The rows that are on, as they follow from the template and the switches of the report."""
        for row in table["rows"]:
            switch = self.switches.get(f"{item}.{row['key']}", row.get("initial", "on"))
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
    report = Report(json.loads(values.read_text("utf-8")), json.loads(Path(template).read_text("utf-8")))
    in_word = read_word(word, report)
    # The formulas are there, and so are their results: a phone shows nothing but these.
    formulas = openpyxl.load_workbook(excel)
    book = openpyxl.load_workbook(excel, data_only=True)
    has_formula = any(
        str(cell.value).startswith("=") for sheet in formulas for row in sheet.iter_rows() for cell in row
    )
    same("the workbook has formulas", has_formula, True)
    in_tables = read_tables(book, report)
    in_list = read_figures(book["Tất cả chỉ tiêu"], report)
    print(f"{in_word} figures came back from Word, {in_tables + in_list} from Excel")
    same("enough figures came back", min(in_word, in_tables, in_list) >= 45, True)
    if faults:
        sys.exit("\n".join(faults))


main(*sys.argv[1:])
