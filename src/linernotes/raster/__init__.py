"""An SVG drawing in; pixels, or a line drawing for copiers, out."""
