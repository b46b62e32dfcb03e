"""Reports that look back. What they may show is the core's to say, and decision 20's to explain."""
