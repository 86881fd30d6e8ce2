"""What people write beside an approved text, a card of self-evaluation or a report of monitoring: how it is saved, merged and walks."""
