"""Somebody with the workbook of their papers, away from the system and back at its page."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from performance.importing.written.forms import CARDS, REPORTS
from performance.importing.written.workbook import papers_workbook
from tests.performance.importing.conftest import cell_under, edited

# Of each kind: the first field of its indicators and of its money, with what the workbook calls them.
HEADS = {
    "evaluation": ("result-0-value", "实际完成值", "fund-total-spent", "年度资金总额", 4),
    "monitoring_report": ("state-0-actual", "执行情况", "fund-total-spent", "年度资金总额", 2),
}


class Away:
    """Somebody with the workbook of their papers; ``page`` is where it goes back."""

    def __init__(self, client, desk):
        card = desk.face.route == "evaluation"
        self.client, self.desk, self.form = client, desk, CARDS if card else REPORTS
        self.owner = desk.row.statement if card else desk.row.task
        self.page = reverse("evaluations_offline" if card else "monitoring_offline", args=[self.owner.pk])
        self.field, self.head, self.money, self.fund, self.right = HEADS[desk.face.route]
        client.force_login(desk.world.filler)

    @property
    def title(self):
        return self.desk.row.label

    def workbook(self):
        return papers_workbook(self.form, self.owner, self.desk.world.filler)[0]

    def sent(self, data, name="填好的.xlsx"):
        return self.client.post(self.page, {"file": SimpleUploadedFile(name, data)})

    def confirmed(self, answer, **more):
        token = re.search(r'name="wanted" value="([^"]+)"', answer.text)
        assert token, answer.text
        return self.client.post(self.page, {"wanted": token[1], **more}, follow=True)

    def filled(self, **cells):
        """``cells`` by caption: what is written under it, or beside it for a caption of a whole row."""

        def change(book):
            sheet = book[self.title]
            for caption, text in cells.items():
                under = caption == self.head
                cell_under(
                    sheet, caption, *((1,) if under else ()), **({} if under else {"right": 1})
                ).value = text

        return edited(self.workbook(), change)
