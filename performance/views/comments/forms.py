from django import forms

from performance.models import Audience, StockRemark

LONGEST_COMMENT = 2000


class CommentForm(forms.Form):
    """What is to be remarked, and where: one of the places that the page offers.

    ``reviews``: the writer is one of those who may keep it among themselves, or as a draft until the text goes back.
    """

    spot = forms.ChoiceField(label="位置")
    stock = forms.ModelChoiceField(
        StockRemark.objects.none(), label="常用意见", required=False, empty_label="—（写在下面）"
    )
    text = forms.CharField(
        label="批注", max_length=LONGEST_COMMENT, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    audience = forms.ChoiceField(
        label="谁可以看", choices=Audience, initial=Audience.EVERYBODY, required=False
    )

    def __init__(self, *args, choices, stock, reviews, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["spot"].choices = choices
        self.fields["stock"].queryset = stock
        if not stock:
            del self.fields["stock"]
        if not reviews:
            del self.fields["audience"]

    def clean(self):
        """What was picked stands before what was written."""
        cleaned = super().clean()
        texts = [str(cleaned.get("stock") or ""), cleaned.get("text", "").strip()]
        cleaned["text"] = "\n".join(filter(None, texts))
        if not cleaned["text"]:
            self.add_error("text", "请填写批注内容。")
        return cleaned
