"""Every status has a screen."""

from typing import get_args

import pytest

from kiosk.session import statuses
from kiosk.session.preferences import Preferences
from ui.terminal.gallery import all_previews
from ui.terminal.routes import route_of
from ui.terminal.samples import SAMPLE_CONTEXT
from ui.terminal.screen import Screen


def test_every_status_has_a_preview():
    shown = {type(preview.status) for preview in all_previews()}

    assert shown == set(get_args(statuses.Status))


@pytest.mark.parametrize("preview", all_previews(), ids=lambda preview: preview.name)
def test_a_status_leads_to_a_screen_and_a_view_that_compares(preview):
    route = route_of(preview.status, SAMPLE_CONTEXT)

    assert issubclass(route.screen, Screen)
    assert route == route_of(preview.status, SAMPLE_CONTEXT)


def test_views_do_not_depend_on_the_palette():
    for preview in all_previews():
        context = SAMPLE_CONTEXT
        other = type(context)(
            **{name: getattr(context, name) for name in context.__dataclass_fields__ if name != "preferences"},
            preferences=Preferences(high_contrast=True),
        )
        assert route_of(preview.status, context) == route_of(preview.status, other)
