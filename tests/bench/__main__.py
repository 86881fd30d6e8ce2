"""``make bench``: measured figures, one line each."""

print("尚无性能测试。")
