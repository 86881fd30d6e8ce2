"""接口用法示例，只用 Python 标准库：取一份绩效文本，改一个指标值，报送，下载工作簿。

用法：
    BUDGET_TOKEN=bpg_… python3 client.py 服务地址 文本编号 单位编号 指标名称 新指标值 工作簿.xlsx

程序里用 ``Client``：``every("statements/?fiscal_year=2026")`` 逐页读完一个列表，``lines("projects.ndjson")`` 边传边读全部
项目，没有传完的不当作读完；``follow(游标)`` 读完此后的变更，得到新的游标，``begin()`` 给出起点。令牌在“访问令牌”页面签发，权限选“读写并办理流程”。
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

GONE = 410


class Refused(Exception):
    """The interface said no, or there is nothing to change; the sentence says why."""


class BeginAnew(Refused):
    """The cursor leads nowhere any more: take ``begin`` and read everything once more."""


class Client:
    def __init__(self, site: str, token: str) -> None:
        self.root = f"{site.rstrip('/')}/api/v1/"
        self.token = token

    def ask(self, method: str, address: str, body: object = None, *, version: str = "") -> tuple[bytes, str]:
        """The answer and the version it speaks of. ``version`` is the one that a change is made on."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        if version:
            headers["If-Match"] = version
        sent = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        request = Request(self.root + address, sent, headers, method=method)  # noqa: S310  (the address is ours)
        try:
            with urlopen(request) as answer:  # noqa: S310
                return answer.read(), answer.headers.get("ETag", "")
        except HTTPError as fault:
            refusal = BeginAnew if fault.code == GONE else Refused
            raise refusal(said(json.loads(fault.read()))) from fault

    def read(self, address: str) -> tuple[dict, str]:
        answer, version = self.ask("GET", address)
        return json.loads(answer), version

    def every(self, address: str) -> Iterator[dict]:
        """All rows of a list, page by page."""
        while address:
            page, _ = self.read(address)
            yield from page["results"]
            address = (page["next"] or "").partition("/api/v1/")[2]

    def begin(self) -> str:
        """Taken before everything is read, so that what changes meanwhile is told after it."""
        return self.read("changes/")[0]["cursor"]

    def follow(self, cursor: str) -> tuple[list[dict], str]:
        """All that has changed since, and the next cursor: to be stored together with what is made of the changes."""
        changes, more = [], True
        while more:
            page, _ = self.read(f"changes/?since={cursor}&page_size=1000")
            changes += page["changes"]
            cursor, more = page["cursor"], page["more"]
        return changes, cursor

    def lines(self, address: str) -> Iterator[dict]:
        """The rows of a stream such as ``projects.ndjson``, as they come; one that breaks off is no whole answer."""
        request = Request(self.root + address, headers={"Authorization": f"Bearer {self.token}"})  # noqa: S310
        number = 0
        try:
            with urlopen(request) as answer:  # noqa: S310
                for row in map(json.loads, answer):
                    if row.get("end"):
                        if row["count"] != number:
                            break
                        return
                    number += 1
                    yield row
        except HTTPError as fault:
            raise Refused(said(json.loads(fault.read()))) from fault
        raise Refused(f"只收到{number}行，没有传完，请重新读取。")


def said(fault: dict) -> str:
    problems = [f"{problem['path']} {problem['message']}" for problem in fault.get("problems", ())]
    return "\n".join([fault["detail"], *problems])


def change_indicator(client: Client, statement: str, name: str, value: str) -> None:
    """Whoever has saved since is not written over: the interface answers 412, and one reads again."""
    address = f"statements/{statement}/content/"
    content, version = client.read(address)
    indicators = [each for project in content["projects"] for each in project["indicators"]]
    found = [indicator for indicator in indicators if indicator["name"] == name]
    if len(found) != 1:
        number = f"有{len(found)}个指标叫" if found else "没有指标叫"
        raise Refused(f"文本{statement}中{number}“{name}”，没有修改，也没有报送。请核对指标名称。")
    found[0]["value"] = value
    client.ask("PATCH", address, {"projects": content["projects"]}, version=version)


def submit(client: Client, statement: str, unit: str) -> str:
    """Send the unit's share to its department; what stands in the way is said beforehand."""
    address = f"statements/{statement}/units/{unit}/steps/"
    _, version = client.read(address)
    answer, _ = client.ask("POST", f"{address}submit/", {}, version=version)
    return json.loads(answer)["state"]


def main(site: str, statement: str, unit: str, name: str, value: str, workbook: str) -> None:
    client = Client(site, os.environ["BUDGET_TOKEN"])
    change_indicator(client, statement, name, value)
    print(f"已修改“{name}”为“{value}”。")
    print(f"已报送，目前状态：{submit(client, statement, unit)}。")
    file, _ = client.ask("GET", f"statements/{statement}/document.xlsx")
    Path(workbook).write_bytes(file)
    print(f"工作簿已存为 {workbook}。")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Refused as refusal:
        sys.exit(str(refusal))
