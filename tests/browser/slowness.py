"""A slow server and a slow browser, for who suspects a test or a page of depending on the order of answers.

``SLOW=7 python -m pytest tests/browser`` delays each answer of the server by up to a second, as the seed draws it, and
lets the browser work at a quarter of its speed. What passes at one speed alone is mended, in the test or in the page.
"""

import os
import random
import time

SEED = os.environ.get("SLOW", "")
LONGEST = 0.5  # seconds, before an answer is made and once more before it is sent
SLOWER = 4


def delayed(get_response):
    """A middleware that takes some requests up later than others, and keeps some answers longer."""
    draw = random.Random(SEED)  # noqa: S311  (a seed is the purpose)

    def wait():
        time.sleep(draw.uniform(0, LONGEST))

    def answer(request):
        if request.path.startswith("/static/"):
            return get_response(request)
        wait()
        response = get_response(request)
        wait()
        return response

    return answer


def slow_down(page):
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
