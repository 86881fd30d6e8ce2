from django import forms

from performance.documents.convert import READABLE
from performance.documents.limits import LARGEST_FILE, MEGABYTE
from performance.importing.modes import Mode
from performance.importing.several import MOST_FILES
from performance.importing.template.workbook import MOST_BLANK, Wanted


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; what is wrong with any of them is said of it by name."""

    widget = FilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"一次最多选择{MOST_FILES}个文件，您选择了{len(files)}个。")
        cleaned = [super(FilesField, self).clean(file, initial) for file in files or [None]]
        if len(cleaned) > 1 and sum(file.size for file in cleaned) > LARGEST_FILE:
            raise forms.ValidationError(f"这些文件合计超过 {LARGEST_FILE // MEGABYTE} MB，请分几次导入。")
        return cleaned


class UploadForm(forms.Form):
    """Files as they come; what is in them, the import itself finds out."""

    file = FilesField(
        label="文件",
        help_text=(
            f"填报模板，或正式版式的文本：{'、'.join(READABLE)}，不超过 {LARGEST_FILE // MEGABYTE} MB。"
            "先检查、预览，确认之后才写入。每个项目一份的正式文本，可以一次选择几份。"
        ),
        allow_empty_file=True,
        max_length=255,
        error_messages={
            "required": "请选择一个文件。",
            "invalid": "没有收到文件，请重新选择。",
            "max_length": "文件名太长（最多255字），请改短后重新选择。",
        },
        widget=FilesInput(attrs={"accept": ",".join(READABLE), "class": "drop"}),
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


class ModeForm(forms.Form):
    """How far an official text is meant; unsaid, the preview proposes what takes nothing out."""

    mode = forms.TypedChoiceField(
        label="导入方式",
        choices=[(mode.value, mode.label) for mode in Mode],
        coerce=Mode,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class ConfirmForm(ModeForm):
    """What the person has agreed to: how far the file is meant, and how many rows it takes out."""

    deletions = forms.IntegerField(required=False, min_value=0)
