"""One function = one thing that a learner or the clock makes happen, in one transaction."""
