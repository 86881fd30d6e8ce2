"""The national card 项目支出绩效自评表 as declared in ``card.toml``: printed from a card, and read back into one."""
