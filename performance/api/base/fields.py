"""Fields that take a value for what it is: the framework's own would make words of numbers and numbers of words."""

from rest_framework import serializers
from rest_framework.exceptions import ValidationError


class OnlyDeclared:
    """For serializers: a member that is not declared is a fault, and so is a change that names none."""

    def to_internal_value(self, data):
        if isinstance(data, dict):
            if unknown := set(data) - set(self.fields):
                raise ValidationError({name: ["没有这一项，或不能由接口修改。"] for name in sorted(unknown)})
            if not data and (self.partial or not any(field.required for field in self.fields.values())):
                raise ValidationError({"non_field_errors": ["没有要修改的内容。"]})
        return super().to_internal_value(data)


class StrictCharField(serializers.CharField):
    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class StrictIntegerField(serializers.IntegerField):
    def to_internal_value(self, data):
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class StrictBooleanField(serializers.BooleanField):
    def to_internal_value(self, data):
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data
