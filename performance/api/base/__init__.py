"""What every view of the interface shares: who asks, how it is limited, read, declared and answered."""
