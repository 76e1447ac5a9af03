"""``python -m linernotes`` is the command ``linernotes``: a press on standby is asked first, before anything is loaded."""

import os
import sys


def main() -> None:
    """Run the command and leave with its exit code."""
    from linernotes.standby.caller import ask

    try:
        code = ask(sys.argv[1:])
    except KeyboardInterrupt:
        code = 2  # the run could not go on; the press gives up when we are gone
    if code is not None:
        os._exit(code)
    import gc

    # Nearly all that a run makes lives until its end; looking for what does not at the usual pace takes a sixth of it.
    gc.set_threshold(200_000, 20, 1_000)

    from linernotes.cli import main as run

    run()


if __name__ == "__main__":
    main()
