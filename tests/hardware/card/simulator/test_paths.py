from pathlib import Path

import pytest

from hardware.card.simulator.paths import BenchPaths, RuntimeDirectoryError, ensure_private_directory, runtime_dir


def test_the_sockets_are_in_the_folder_of_the_session(monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1000")
    assert runtime_dir() == Path("/run/user/1000/kiosk")


def test_without_session_they_are_in_a_folder_of_the_users_own(monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr("os.getuid", lambda: 1234)
    assert runtime_dir().name == "kiosk-1234"


def test_the_folder_is_made_for_its_user_alone(tmp_path):
    folder = tmp_path / "a" / "b"
    ensure_private_directory(folder)
    ensure_private_directory(folder)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_others_may_write_to_is_refused(tmp_path):
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o777)
    with pytest.raises(RuntimeDirectoryError, match="nobody else"):
        ensure_private_directory(folder)


def test_a_link_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there")
    with pytest.raises(RuntimeDirectoryError):
        ensure_private_directory(tmp_path / "link")


def test_the_folder_of_another_user_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("os.getuid", lambda: 4321)
    with pytest.raises(RuntimeDirectoryError):
        ensure_private_directory(tmp_path)


def test_a_path_that_is_too_long_for_a_socket_is_refused_before_anything_starts():
    BenchPaths(Path("/" + "a" * 95)).check()
    with pytest.raises(RuntimeDirectoryError, match="107"):
        BenchPaths(Path("/" + "é" * 60)).check()
