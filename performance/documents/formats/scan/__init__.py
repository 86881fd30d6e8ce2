"""Scans and pictures: straightened, their lines found, their text recognised. Needs the packages of the group ocr."""
