from django import forms

LONGEST_COMMENT = 2000


class CommentForm(forms.Form):
    """What is to be remarked, and where: one of the places that the page offers."""

    spot = forms.ChoiceField(label="位置")
    text = forms.CharField(
        label="批注",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "请填写批注内容。"},
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["spot"].choices = choices
