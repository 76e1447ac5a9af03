"""Keys and values in; the same values out of a folder on disk, until what made them changes."""
