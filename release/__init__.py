"""What a release needs besides the wheel: a bill of materials, and an audit of the libraries."""
