"""The words by which somebody says in a workbook what a blank cell does not: a blank one leaves what is stored."""

CLEAR = "【清空】"
REMOVE = "【删除】"
