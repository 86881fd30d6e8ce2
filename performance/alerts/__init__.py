"""Monitoring during the year as pure arithmetic: three lights with their words, and the rules that warn or ask. No Django."""
