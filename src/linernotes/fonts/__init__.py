"""A list of font families and a character repertoire in; static font files out, built once and cached."""
