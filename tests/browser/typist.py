"""Somebody at a keyboard, whose keystrokes are counted: a character is one, a key with what is held down is one."""


class Typist:
    def __init__(self, page):
        self.page = page
        self.keystrokes = 0

    def press(self, keys):
        for key in keys.split():
            self.page.keyboard.press(key)
            self.keystrokes += 1

    def type(self, text):
        self.page.keyboard.insert_text(text)
        self.keystrokes += len(text)

    def fill(self, name, text):
        """Go on to a field, which takes one key, and write."""
        self.page.locator(f'[name="{name}"]').focus()
        self.keystrokes += 1
        self.type(text)
