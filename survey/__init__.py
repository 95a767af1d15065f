"""What was asked, what was answered, what the numbers say."""
