"""Files of old and other office programs: workbooks read as they are, texts converted by LibreOffice first."""
