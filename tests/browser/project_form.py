"""What people do at the form of one project, in every browser test alike."""

from performance.statements.selectors import statement_content


def write(page, name, text):
    page.locator(f'[name="{name}"]').fill(text)


def leave(page):
    page.keyboard.press("Tab")


def save(page):
    page.keyboard.press("Control+s")


def stored(place):
    return statement_content(place.statement).projects[0]
