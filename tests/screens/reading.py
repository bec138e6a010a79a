"""Read what a screen shows."""

from html.parser import HTMLParser

import pandas as pd


def html_of(test):
    """Return every piece of HTML of a screen, in order."""
    found = []

    def walk(block):
        for child in block.children.values():
            if hasattr(child, "children"):
                walk(child)
            elif child.type == "html":
                found.append(child.proto.body)

    walk(test.main)
    return found


class _Rows(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tables = []
        self.inside = False

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"th", "td"}:
            self.tables[-1][-1].append("")
            self.inside = True

    def handle_endtag(self, tag):
        self.inside &= tag not in {"th", "td"}

    def handle_data(self, data):
        if self.inside:
            self.tables[-1][-1][-1] += data


def tables_of(test):
    """Return the tables of a screen as texts, in order."""
    reader = _Rows()
    for body in html_of(test):
        reader.feed(body)
    return [pd.DataFrame(rows[1:], columns=rows[0]) for rows in reader.tables]
