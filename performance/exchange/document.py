"""docs/exchange.md, written from the declaration of the tables."""

from __future__ import annotations

from collections.abc import Mapping

from performance.exchange.mapping import Field, Table, tables

HEAD = """# 字段名参照

本页由 `manage.py write_exchange_doc` 从 `performance/exchange/field_names.toml` 生成，请勿手工修改。

字段名取自预算管理一体化系统技术标准所用的名称，**尚未与正式出版的标准逐项核对**，所以叫“字段名参照”；接入前请以当地系统的接口文档为准。
以 `EXT_` 开头的表、以 `ext_` 开头的字段是本系统的扩展，标准中没有；去掉它们，其余可以单独使用。

## 交换包

- 一个 `.zip`：每张表一个 UTF-8 的 `.csv`（`--form csv`），或者全部在一个 `字段名参照.xlsx` 里，每张表一页（`--form xlsx`）。第1行是字段名，第2行是中文名。
- `manifest.json` 写明格式、版本、财政区划、年度、文本数，每张表的行数和金额合计，每个文件的字节数和 SHA-256；`TRAIL_HASH=sm3` 的另写 SM3，读回时两个都核对。
- 标志 1 为是、2 为否；时间 17 位（年月日时分秒毫秒）；金额的单位写在“类型”一栏（万元或元），数字不带千分位；空格子表示没有填，不是零。
- 主键由“属于谁、叫什么、第几个”算出：改了数值、次序，再导出时主键不变。
- 指标值 `kpi_val` 是印出来的一段文字，符号、数值、单位另在扩展字段里；一、二级指标的代码取自管理后台“指标类别代码”里本局本年度的表，没有的留空。
- 超过标准所定长度的，导出之前在页面列出；包里另附 `长度提示.csv`，文字一字不少。
- 已批复的文本取批复版（`is_last_inst` 为 1），其余为草案。

## 读回

在“系统交换”的“读入交换包”先预览再确认，或者用 `manage.py import_exchange 文件 [--create] [--whole] [--dry-run]`。读入的是草稿，批复状态不随之带来；监控报告和自评表是对着批复版填的，只随包送出、核对，不写入；不予公开的项目连同理由随包带来（`EXT_WITHHELD`），读入后照样不予公开；`--create` 登记还没有的财政局、部门、单位和指标类别代码，可以读入空库。

包里的每一格都要用得上：按读出的内容重新写一遍，有一格不同就不读入，写明表、行和字段。缺少文件、与 SHA-256 不符、有不认识的文件或字段、次序被打乱、解压后过大的都不读。

由程序读入的：`POST /api/v1/exchange/` 送交换包，得到逐份文本的预览和标识；`POST /api/v1/exchange/confirm/` 交回标识和所选的文本。任何能读的文件也可以送给 `statements/<编号>/import/`，同样先预览再确认，读得久的答复 202 和后台任务。没有收到答复的确认可以原样再发：只写入一次，答复与第一次相同。

## 事件推送

业务系统收到的是 `POST` 的 JSON：`id`（每件不变，重复收到的按它去重）、`action`、`label`、`from`、`to`、`at`、`office`、`department`、`unit`、`fiscal_year`、`statement`、`version`、`link`。
请求头 `X-Timestamp` 是秒数，`X-Signature` 是 `sha256=` 加上以密钥对“时间戳 + `.` + 正文”算出的 HMAC-SHA256；请核对签名，并拒收时间相差太大的。答复 2xx 即为收到。
推送至少一次，次序不作保证；要次序的按 `event` 排。群机器人按各自公开的消息格式和签名方法。

## 变更

留有副本的系统不必反复全部读：`GET /api/v1/changes/` 列出游标之后新增（`created`）、修改（`changed`）、删除或离开可见范围（`deleted`）的绩效文本、项目、指标、监控报告、自评表，一件一行，只有种类和编号。

1. 先请求 `changes/`，存下 `cursor`；再把各列表（`projects.ndjson` 等）全部读一遍。次序不能反：读的时候又改了的，在游标之后还会列出。
2. 此后请求 `changes/?since=游标`：新增和修改的按编号重读，`deleted` 的删去，存下新的 `cursor`（与副本在同一事务里），`more` 为真时接着读。`kind` 可以只看几种。一件东西改了几次只列一次，读到的总是现在的内容；没有见过的 `deleted` 忽略即可。项目删除时，其指标也逐条列出。
3. 答复 410 的，从第 1 步重来：可见范围变了（任职、单位归属）、数据库恢复过、或游标早于保留期（`CHANGES_KEPT_DAYS`，默认 400 天）。

不会漏：变更由数据库触发器记下，任何写法都绕不过；次序在提交以后才编，一次一个进程编，所以读到第 10 的一定已能读到第 9。每件东西在每个单位只占一行，多年之后也不会越积越多。

## 各表
"""


def exchange_page() -> str:
    """The whole page in Markdown."""
    return "\n".join((HEAD, *(_section(table) for table in tables().values())))


def _section(table: Table) -> str:
    mark = "（本系统的扩展）" if table.is_extension else ""
    lines = ["| 字段 | 中文名 | 类型 | 取自 |", "| --- | --- | --- | --- |"]
    lines += [f"| `{one.name}` | {one.title} | {_type(one)} | `{one.source}` |" for one in table.fields]
    rows = "；".join(_row(place, constants) for place, constants in table.rows.items())
    return (
        f"### {table.name} {table.title.removesuffix('（扩展）')}{mark}\n\n每行：{rows}。\n\n"
        + "\n".join(lines)
        + "\n"
    )


def _row(place: str, constants: Mapping[str, str]) -> str:
    values = "、".join(f"{name} = {value}" for name, value in constants.items())
    return f"`{place or '文本'}`" + (f"（{values}）" if values else "")


def _type(field: Field) -> str:
    if field.length is None:
        return field.kind
    return f"{field.kind}({field.length}{f',{field.places}' if field.places else ''})"
