"""What a book is: frozen values, standard library only."""
