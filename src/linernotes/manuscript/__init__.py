"""Files → book: reads the manuscript folder and returns a book and its findings. Bad text never raises."""
