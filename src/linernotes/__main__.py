"""``python -m linernotes`` is the command ``linernotes``."""

import gc

# Nearly all that a run makes lives until its end; looking for what does not at the usual pace takes a sixth of it.
gc.set_threshold(200_000, 20, 1_000)

from linernotes.cli import main  # noqa: E402  # the imports themselves are a good part of a run

if __name__ == "__main__":
    main()
