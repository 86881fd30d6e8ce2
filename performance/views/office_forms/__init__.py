"""本局表样: the forms that an office keeps itself."""
