"""Read: the author's files become a book and findings. Reading never fails on prose."""
