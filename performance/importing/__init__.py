"""Files into a statement: ``reading`` says what a file wants, ``preview`` what that would change, ``applying`` does it.

Official texts replace what a person may edit; a 填报模板 (``template``) changes the cells that were filled in and no
others.
"""
