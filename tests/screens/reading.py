"""Read what a screen shows."""


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
