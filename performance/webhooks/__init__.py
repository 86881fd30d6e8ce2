"""What other systems and robots are told of the workflow: queued beside the steps, signed, sent and sent again."""
