import re

from django import forms
from django.utils.html import format_html, format_html_join

from departments.uploads.limits import LARGEST_FILE, MEGABYTE
from performance.documents.convert import READABLE
from performance.documents.readers import READERS
from performance.importing.modes import Mode
from performance.importing.several import MOST_FILES
from performance.importing.template.workbook import MOST_BLANK, WorkbookOptions

_FILE_ROWS = ((f"{reader.name} {'　'.join(reader.suffixes)}",) for reader in READERS)
READABLE_FILES = format_html(
    "<details><summary>可以读取的文件</summary><ul>{}</ul></details>",
    format_html_join("", "<li>{}</li>", (*_FILE_ROWS, ("内容的 JSON .json",))),
)

_MARKUP = re.compile(r"<\s*(html|table|meta|div|p|span|body|!--)[\s>/-]", re.IGNORECASE)


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
        help_text=format_html(
            "填报模板，或正式版式的文本：PDF、Word、Excel、WPS、网页、扫描件等，不超过 {} MB。"
            "先检查、预览，确认之后才写入。每个项目一份的正式文本，可以一次选择几份。{}",
            LARGEST_FILE // MEGABYTE,
            READABLE_FILES,
        ),
        allow_empty_file=True,
        max_length=255,
        error_messages={
            "required": "请选择一个文件。",
            "invalid": "没有收到文件，请重新选择。",
            "max_length": "文件名太长（最多255字），请改短后重新选择。",
        },
        required=False,
        widget=FilesInput(attrs={"accept": ",".join(READABLE), "class": "drop"}),
    )
    pasted = forms.CharField(
        label="或粘贴网页、Word、Excel 中的表格",
        required=False,
        max_length=2_000_000,
        help_text="在网页或文档中选中表格复制，在这里粘贴，不必另存文件。表格连同合并单元格一起读。",
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        error_messages={"max_length": "粘贴的内容太长，请另存为文件后上传。"},
    )

    def clean(self):
        """One or the other: ``files`` are contents with their names, whichever way they came."""
        cleaned = super().clean()
        pasted = (cleaned.get("pasted") or "").strip()
        files = [file for file in cleaned.get("file") or [] if file is not None]
        if files and pasted:
            self.add_error("pasted", "已选择了文件；文件和粘贴的内容请只用一种。")
        elif not files and not pasted and not self.errors:
            self.add_error("file", "请选择一个文件。")
        elif pasted:
            name = "粘贴的表格.html" if _MARKUP.search(pasted) else "粘贴的表格.txt"
            cleaned["files"] = [(pasted.encode(), name)]
        else:
            cleaned["files"] = [(file.read(), file.name) for file in files]
        return cleaned


class TemplateForm(forms.Form):
    """What the workbook of a unit is to contain."""

    blank = forms.IntegerField(
        label="空白的新项目表", min_value=0, max_value=MOST_BLANK, initial=3, required=False
    )
    earlier = forms.BooleanField(label="带入上年内容（空白处和上年的项目）", required=False)

    def wanted(self, *, department: bool) -> WorkbookOptions:
        cleaned_data = self.cleaned_data
        blank = cleaned_data["blank"] if cleaned_data["blank"] is not None else self.fields["blank"].initial
        return WorkbookOptions(blank=blank, earlier=cleaned_data["earlier"], department=department)


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
