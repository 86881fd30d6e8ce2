"""An input method for Chinese, as a page meets it."""


class InputMethod:
    """Composes as 拼音 methods do: letters first, then the characters they stand for."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)

    def compose(self, *steps):
        for step in steps:
            self.session.send(
                "Input.dispatchKeyEvent",
                {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Process"},
            )
            self.session.send(
                "Input.imeSetComposition",
                {"text": step, "selectionStart": len(step), "selectionEnd": len(step)},
            )

    def key(self, name):
        """A key that the method keeps for itself: the page is told 229."""
        self.session.send(
            "Input.dispatchKeyEvent",
            {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": name, "code": name},
        )

    def commit(self, text):
        self.session.send("Input.insertText", {"text": text})
