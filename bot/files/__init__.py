"""Files that learners send."""
