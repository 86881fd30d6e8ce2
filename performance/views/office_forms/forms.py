"""What is sent to the pages of an office's forms."""

from django import forms

from departments.uploads.limits import MEGABYTE
from performance.documents.forms.declaration import WrongDeclaration
from performance.documents.forms.known import loaded
from performance.models import OfficeForm

LARGEST_FILE = MEGABYTE // 4
YEARS = {"min_value": 2000, "max_value": 2099}


class FormFileForm(forms.Form):
    file = forms.FileField(
        label="表样文件",
        help_text="别的财政局导出的 .toml 文件；取入后是本局的草稿，发布后才使用。",
        error_messages={"required": "请选择一个文件。", "invalid": "没有收到文件，请重新选择。"},
        widget=forms.ClearableFileInput(attrs={"accept": ".toml"}),
    )

    def clean_file(self):
        try:
            return loaded(self.cleaned_data["file"].read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError("文件应保存为 UTF-8 文本。") from None
        except WrongDeclaration as error:
            raise forms.ValidationError(error.problems) from None


class FormYearsForm(forms.Form):
    """What a draft is called and for which years it is meant."""

    title = forms.CharField(label="表样名称", max_length=200)
    valid_from = forms.IntegerField(label="适用年度自", **YEARS)
    valid_to = forms.IntegerField(label="适用年度至", required=False, help_text="没有止期的留空。", **YEARS)
    note = forms.CharField(
        label="说明",
        required=False,
        max_length=OfficeForm.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="依据哪个文件、与上一版有什么不同。",
    )

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "止期不能早于起始年度。")
        return cleaned


class SeenForm(forms.Form):
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
