"""Functions and their arguments in; results of worker processes out, within limits of time and memory."""
