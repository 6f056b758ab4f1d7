"""What is arriving: documents read, cut into passages, their figures proposed, reviewed and published."""
