"""How the preview of an import shows what changes: by marks that style sheets can dress, never by inline styles."""

from diff_match_patch import diff_match_patch
from django.utils.encoding import force_str
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from import_export.resources import Diff

MARKS = {diff_match_patch.DIFF_INSERT: "ins", diff_match_patch.DIFF_DELETE: "del"}


class PlainDiff(Diff):
    """The library's own carries its colours in style attributes, which the content security policy forbids."""

    def as_html(self):
        return [
            self._marked("" if self.new and left != right else left, right)
            for left, right in zip(self.left, self.right, strict=False)
        ]

    def _marked(self, left, right):
        left, right = force_str(left), force_str(right)
        if left == right or not left:  # most cells of most previews, told without looking for what they share
            return format_html("<ins>{}</ins>" if right != left else "{}", right)
        comparing = diff_match_patch()
        pieces = comparing.diff_main(left, right)
        comparing.diff_cleanupSemantic(pieces)
        return format_html_join(
            "",
            "{}",
            (
                (format_html(f"<{mark}>{{}}</{mark}>", text) if (mark := MARKS.get(kind)) else text,)
                for kind, text in pieces
            ),
        ) or mark_safe("")
