"""Getting an installation ready: what is still missing, and a made-up province to practise and measure with."""
