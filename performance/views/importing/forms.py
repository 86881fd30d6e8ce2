from django import forms

from performance.documents.convert import READABLE
from performance.documents.limits import LARGEST_FILE, MEGABYTE
from performance.importing.template.workbook import MOST_BLANK, Wanted


class UploadForm(forms.Form):
    """A file as it comes; what is in it, the import itself finds out."""

    file = forms.FileField(
        label="文件",
        help_text=(
            f"填报模板，或正式版式的文本：{'、'.join(READABLE)}，不超过 {LARGEST_FILE // MEGABYTE} MB。"
            "先检查、预览，确认之后才写入。"
        ),
        allow_empty_file=True,
        max_length=255,
        error_messages={
            "required": "请选择一个文件。",
            "invalid": "没有收到文件，请重新选择。",
            "max_length": "文件名太长（最多255字），请改短后重新选择。",
        },
        widget=forms.FileInput(attrs={"accept": ",".join(READABLE), "class": "drop"}),
    )


class TemplateForm(forms.Form):
    """What the workbook of a unit is to contain."""

    blank = forms.IntegerField(
        label="空白的新项目表", min_value=0, max_value=MOST_BLANK, initial=3, required=False
    )
    earlier = forms.BooleanField(label="带入上年内容（空白处和上年的项目）", required=False)

    def wanted(self, *, department: bool) -> Wanted:
        said = self.cleaned_data
        blank = said["blank"] if said["blank"] is not None else self.fields["blank"].initial
        return Wanted(blank=blank, earlier=said["earlier"], department=department)
