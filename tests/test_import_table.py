import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def test_every_part_of_the_product_has_its_place_in_the_layers():
    layers = next(contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")
    placed = {name for layer in layers for name in layer.split(" | ")}
    there = {f"kiosk.{module.stem}" for module in (ROOT / "kiosk").glob("[a-z]*.py")}
    there |= {f"kiosk.{package.parent.name}" for package in (ROOT / "kiosk").glob("*/__init__.py")}
    there |= {package.parent.name for package in ROOT.glob("*/__init__.py")} - {"kiosk"}
    assert there <= placed
