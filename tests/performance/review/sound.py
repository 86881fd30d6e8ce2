"""Contents without any fault, one for each form, on which a test plants the fault it is about."""

from tests.performance.review.sound_departments import GUIZHOU, HUBEI
from tests.performance.review.sound_hebei import HEBEI

SOUND = {"河北": HEBEI, "湖北": HUBEI, "贵州": GUIZHOU}
