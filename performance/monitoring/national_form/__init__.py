"""The national form 项目支出绩效目标执行监控表: printed from a report with its two rows of heads and its ticks, and read back."""
