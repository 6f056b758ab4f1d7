"""Text of the record as text: nothing in it acts as Markdown."""


def plain_text(text: str) -> str:
    """Text for Markdown with every mark that Markdown would read as formatting made plain."""
    return "".join("\\" + letter if letter in "\\`*_{}[]()#+-!<>|~$:" else letter for letter in text)
