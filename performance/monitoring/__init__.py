"""绩效运行监控 during the year: periods an office asks about, reports on projects, warnings and their answers."""
