"""Fonts: turns a list of font families and a set of characters into static TrueType files, built once and cached."""
