"""What may stand by mistake or by malice in a file of declarations: odd values in every place, and files that are none."""

import copy
import json
import tomllib

VALUES = ["1", "-1", "9" * 30, "nan", "inf", "1e400", "1.5", "true", '""', '"\\u0000"', '"字"', "1979-05-27"]
VALUES += ["[]", "{}", "[[]]", "[{}]", "[1]", "{a={}}", '"x*99"', '[["x*0"]]', '["a@b:c"]', '["name@²:名称"]']
NO_FILES = ["a=" + "[" * 5000, "a=" + "{a=" * 3000 + "1" + "}" * 3000, "\x00", "a=1\na=2", "a=" + "9" * 5000]
NO_FILES += [".".join("a" * 5000) + "=1", "[" + ".".join("a" * 3000) + "]", "a=1979-99-99", ""]


class Written(str):
    """What goes into the file as it is."""


def odd_declarations(text, every):
    """The declaration with one value replaced in turn, for one place and value in so many; then what is no file."""
    sound = tomllib.loads(text)
    numbered = enumerate((place, value) for place in _places(sound) for value in VALUES)
    for place, value in (one for number, one in numbered if number % every == 0):
        changed = copy.deepcopy(sound)
        _put(changed, place, Written(value))
        yield "\n".join(f"{key} = {_written(one)}" for key, one in changed.items())
    yield from NO_FILES


def _places(value, *before):
    """Every place of a mapping; of a list the first few."""
    inner = (
        value.items() if isinstance(value, dict) else enumerate(value[:3]) if isinstance(value, list) else ()
    )
    for key, one in inner:
        yield (*before, key)
        yield from _places(one, *before, key)


def _put(value, place, new):
    for key in place[:-1]:
        value = value[key]
    value[place[-1]] = new


def _written(value):
    if isinstance(value, Written):
        return value
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {_written(one)}' for key, one in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)
