"""``python -m linernotes`` runs the command ``linernotes``."""

import gc

from linernotes.cli import main as run_command


def main() -> None:
    """Run the command and exit with its code."""
    # Nearly every object of a run lives until its end, so frequent garbage collection costs time and frees nothing.
    gc.set_threshold(200_000, 20, 1_000)
    run_command()


if __name__ == "__main__":
    main()
