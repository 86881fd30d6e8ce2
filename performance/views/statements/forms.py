from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.html import format_html

from departments.uploads.limits import LARGEST_FILE, MEGABYTE
from performance.documents.convert import READABLE, Unreadable, read_unless
from performance.documents.formats.isolated.wanted import Marks
from performance.documents.patience import Patience, TakesLong, UntilLong
from performance.documents.recognition import LAYOUTS
from performance.findings.batch_files import BATCH_BYTES, MOST_FILES, WrongBatch, unpacked
from performance.jobs.worker_sign import is_at_work
from performance.views.importing.forms import READABLE_FILES, FilesField, FilesInput


class StatementFilter(forms.Form):
    """Which statements of a list to show; offers the years that occur in it."""

    year = forms.TypedChoiceField(label="预算年度", required=False, coerce=int, empty_value=None)
    q = forms.CharField(
        label="部门名称或编码",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, query, statements):
        super().__init__(query)
        self.statements = statements
        years = statements.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
        self.fields["year"].choices = [("", "全部年度"), *((year, f"{year}年") for year in years)]

    def chosen(self):
        """The statements asked for; a condition that makes no sense is shown as a fault and asks for nothing."""
        if not self.is_valid():
            return self.statements.none()
        found = self.statements
        if year := self.cleaned_data["year"]:
            found = found.filter(fiscal_year=year)
        for word in self.cleaned_data["q"].split():
            found = found.filter(
                Q(department__name__icontains=word)
                | Q(department__code__icontains=word)
                | Q(department_name__icontains=word)
                | Q(department__office__name__icontains=word)
            )
        return found


class BatchField(FilesField):
    """One file, or many of them, or a .zip: the batch as it is chosen."""

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        cleaned = [forms.FileField.clean(self, file, initial) for file in files or [None]]
        if sum(file.size for file in cleaned) > BATCH_BYTES:
            raise ValidationError(f"这些文件合计超过 {BATCH_BYTES // MEGABYTE} MB，请分几次上传。")
        return cleaned


class TextCheckForm(forms.Form):
    """One file is read at once: ``cleaned_data["read"]`` is its content with the account of the reading.

    Several, or those of a .zip, are a ``batch`` of names and contents for a worker to read.
    """

    file = BatchField(
        label="文件",
        help_text=format_html(
            "可以拖到框内：PDF、Word、Excel、WPS、网页、扫描件等，每个不超过 {} MB。"
            "可以一次选择几个（至多 {} 个，也可以是 .zip），在后台成批体检。单个文件不保存，成批的在办完或取消后删除。{}",
            LARGEST_FILE // MEGABYTE,
            MOST_FILES,
            READABLE_FILES,
        ),
        allow_empty_file=True,
        error_messages={"required": "请选择一个文件。", "invalid": "没有收到文件，请重新选择。"},
        widget=FilesInput(attrs={"accept": ",".join((*READABLE, ".zip")), "class": "drop"}),
    )
    layout = forms.ChoiceField(
        label="版式",
        required=False,
        choices=[
            ("", "自动识别"),
            *(
                (f"{layout.province} {edition}", f"{layout.province} {edition}版")
                for layout in LAYOUTS.values()
                for edition in layout.editions
            ),
        ],
    )

    def clean(self):
        cleaned = super().clean()
        files = cleaned.get("file")
        if files is None or "layout" not in cleaned:
            return cleaned
        province, _, edition = cleaned["layout"].partition(" ")
        try:
            if len(files) > 1 or files[0].name.lower().endswith(".zip"):
                cleaned["batch"] = unpacked([(file.name, file.read()) for file in files])
            else:
                data = files[0].read()
                layout = {"province": province or None, "edition": edition or None}
                by_worker = not province and is_at_work()  # which finds the layout itself
                progress = UntilLong() if by_worker else Patience()
                cleaned["read"] = read_unless(
                    Marks(), data, files[0].name, progress=progress, mirror=True, **layout
                )
        except TakesLong:
            cleaned["batch"] = [(files[0].name, data)]
        except Unreadable as error:
            self.add_error("file", ValidationError(error.problems))
        except WrongBatch as error:
            self.add_error("file", str(error))
        return cleaned
