"""Run something amid the simulators, or say in one line why they do not start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from kiosk.cli.environment import ExitCode, end, running_demo
from kiosk.cli.reasons import reason_of
from kiosk.texts import gettext as _


@contextmanager
def amid_simulators() -> Iterator[None]:
    """End with what is missing where a simulator cannot be started in the block."""
    from hardware.card.simulator.bench import BenchError
    from hardware.card.simulator.build import BuildError
    from hardware.card.simulator.private_pcscd import PcscdMissingError
    from kiosk.app.display import DisplayError

    try:
        yield
    except PcscdMissingError:
        # Translators: command line, kiosk demo and tour: a program of Debian is missing
        end(ExitCode.FAILED, _("pcscd manque. Lancez d’abord « make setup »."))
    except BenchError as error:
        if running_demo() is not None:
            # Translators: command line, kiosk demo while another one runs
            end(ExitCode.FAILED, _("une démonstration tourne déjà sur cette machine : fermez-la d’abord."))
        _end_unstarted(str(error))
    except (BuildError, DisplayError) as error:
        _end_unstarted(str(error))
    except OSError as error:
        _end_unstarted(reason_of(error))


def _end_unstarted(reason: str) -> NoReturn:
    # Translators: command line, kiosk demo and tour; the reason may be in English
    end(ExitCode.FAILED, _("les simulateurs ne démarrent pas : %(reason)s") % {"reason": reason})
