"""Draw the two pictures of docs/architecture.md as Mermaid, from the code's own names."""

from collections import defaultdict
from pathlib import Path

import grimp

from kiosk.session.actions import Tick
from kiosk.session.limits import Limits
from kiosk.session.reducer import reduce
from kiosk.session.statuses import Status, StillThere, VisitStatus
from kiosk.session.terminal import Terminal
from kiosk.session.transition import deadline_s

LEAVES = {"kiosk.texts", "kiosk.resources"}
"""What everybody may import, so that its arrows would say nothing."""

Edges = dict[tuple[str, str], list[str]]
"""What leads from one status to another: (from, to) and the names of the actions."""


def layers_picture() -> str:
    """Draw which part of ours imports which, as the code does it; an arrow that follows from others is left out."""
    graph = grimp.build_graph("kiosk", "hardware", "ui", cache_dir=None)
    parts = {"ui", "hardware"} | graph.find_children("kiosk")
    for part in parts:
        graph.squash_module(part)
    drawn = sorted(parts - LEAVES)
    arrows = {part: graph.find_modules_directly_imported_by(part) & set(drawn) for part in drawn}
    lines = ["flowchart TD"]
    for part in drawn:
        lines += [f"    {part} --> {target}" for target in sorted(arrows[part] - _reached(arrows[part], arrows))]
    return "\n".join(lines)


def visit_picture(statuses: dict[str, Status], table: dict[str, dict[str, str]]) -> str:
    """Draw the statuses of a visit and what leads from one to the next.

    Args:
        statuses: samples by name.
        table: for each sample, the actions that change it and the status that each leads to.
    """
    visit = {kind.__name__ for kind in VisitStatus.__args__}
    edges: Edges = defaultdict(list)
    for name, status in statuses.items():
        for action, outcome in table[name].items():
            # "Printing.SENDING ask Print": the status, a phase of it, the question asked.
            _join(edges, type(status), outcome.split()[0].split(".")[0], action, visit)
        after = _after_deadline(status)
        if after is not None:
            _join(edges, type(status), type(after).__name__, "time", visit)
    inside = [edge for edge in edges if set(edge) <= visit]
    outside = [edge for edge in edges if edge not in inside]
    return "\n".join(
        [
            "stateDiagram-v2",
            "    [*] --> OutOfService",
            '    state "a person is known" as person {',
            *(f"        {_arrow(edge, edges)}" for edge in inside),
            "    }",
            *(f"    {_arrow(edge, edges)}" for edge in outside),
        ]
    )


def put_pictures(page: Path, pictures: dict[str, str]) -> str:
    """Return a page with each picture between the marks `<!-- NAME -->` and `<!-- end -->`."""
    text = page.read_text("utf-8")
    for name, picture in pictures.items():
        before, rest = text.split(f"<!-- {name} -->\n")
        _old, after = rest.split("<!-- end -->", 1)
        text = f"{before}<!-- {name} -->\n```mermaid\n{picture}\n```\n<!-- end -->{after}"
    return text


def _join(edges: Edges, kind: type[Status], target: str, action: str, visit: set[str]) -> None:
    source = kind.__name__
    if source in visit and target not in visit:
        # What leads out does so wherever the person is: one arrow for all.
        source = "person"
    elif kind is StillThere and (target in visit or target == "Reading"):
        source, target, action = "StillThere", "person", "touched"
    if source != target and action not in edges[source, target]:
        edges[source, target].append(action)


def _arrow(edge: tuple[str, str], edges: Edges) -> str:
    return f"{edge[0]} --> {edge[1]}: {' / '.join(edges[edge])}"


def _reached(parts: set[str], arrows: dict[str, set[str]]) -> set[str]:
    """Return what the parts import, directly or not."""
    reached: set[str] = set()
    new = parts
    while new:
        new = set().union(*(arrows[part] for part in new)) - reached
        reached |= new
    return reached


def _after_deadline(status: Status) -> Status | None:
    state = Terminal(status)
    due_s = deadline_s(state, Limits())
    return None if due_s is None else reduce(state, Tick(), due_s, Limits()).status
