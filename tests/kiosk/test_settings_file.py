from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.access import CodePolicy
from kiosk.resources import resource_path
from kiosk.session.limits import Limits
from kiosk.settings import Access, Hours, LimitsSection, Settings
from kiosk.settings_file import LoadedSettings, SettingsError, load_settings, parse_settings

FILE = Path("/etc/kiosk/kiosk.toml")


def parse(text, **how):
    return parse_settings(text.encode(), FILE, **how)


def test_an_empty_file_gives_the_defaults():
    assert parse("") == Settings()


def test_what_a_file_says_replaces_the_default_and_nothing_else():
    settings = parse('[terminal]\nid = "borne-12"\n[limits]\nidle_s = 45\n')
    assert settings.terminal.id == "borne-12"
    assert settings.terminal.site == Settings().terminal.site
    assert settings.limits.idle_s == 45
    assert settings.printer == Settings().printer


@pytest.mark.parametrize(
    ("text", "key", "allowed"),
    [
        ("[printr]\n", "[printr]", "[printer]"),
        ("idle_s = 3\n", "idle_s", "[limits]"),
        ("limits = 3\n", "[limits]", "section"),
        ('[printer]\nuri = ""\n', "[printer] uri", "url, profile, dialect"),
        ("[printer]\nurl = 3\n", "[printer] url", "tcp://HOST:PORT"),
        ('[printer]\nurl = "http://x"\n', "[printer] url", "tcp://HOST:PORT"),
        ('[printer]\ndialect = "star"\n', "[printer] dialect", "custom, epson, generic"),
        ('[terminal]\nfullscreen = "yes"\n', "[terminal] fullscreen", "true, false"),
        ("[limits]\nidle_s = true\n", "[limits] idle_s", "10 … 3600 s"),
        ("[limits]\nidle_s = 9\n", "[limits] idle_s", "10 … 3600 s"),
        ("[limits]\nidle_s = inf\n", "[limits] idle_s", "10 … 3600 s"),
        ("[limits]\nidle_s = nan\n", "[limits] idle_s", "10 … 3600 s"),
        ("[limits]\nidle_s = 2026-11-21\n", "[limits] idle_s", "10 … 3600 s"),
        ("[access]\ncode_digits_min = 14\n", "[access] code_digits_max", "code_digits_min"),
        ('[hours]\nmonday = "9-16"\n', "[hours] monday", "09:00-16:00"),
        ('[hours]\nmonday = "09:00-24:00"\n', "[hours] monday", "09:00-16:00"),
        ('[hours]\nmonday = "16:00-09:00"\n', "[hours] monday", "se suivre"),
        ('[hours]\nmonday = "09:00-12:00, 11:00-16:00"\n', "[hours] monday", "se suivre"),
        ('[services]\nurl = "https://service.example"\n', "[services] url", '""'),
        ("[hospital]\nenabled = true\n", "[hospital] enabled", "false"),
        ("[terminal]\nsite = '" + "x" * 61 + "'\n", "[terminal] site", "60"),
    ],
)
def test_a_wrong_key_or_value_is_one_line_that_names_file_key_and_what_is_allowed(text, key, allowed):
    error = parse(text)
    assert isinstance(error, SettingsError)
    assert error.code is FailureCode.SETTINGS_INVALID
    assert error.key == key
    assert "\n" not in error.sentence
    assert error.sentence.startswith(f"{FILE}\u00a0: {key}\u00a0: ")
    assert allowed in error.sentence


def test_a_refused_value_is_not_repeated_for_it_may_hold_a_password():
    error = parse('[sms]\nurl = "smpp://user:hunter2@host"\n')
    assert "hunter2" not in repr(error)


@pytest.mark.parametrize(("content", "said"), [(b"[terminal\n", "TOML"), (b"\xff\xfe", "UTF-8")])
def test_a_file_that_is_not_toml_says_so(content, said):
    error = parse_settings(content, FILE)
    assert error.key == ""
    assert said in error.sentence


def test_the_place_of_a_toml_error_is_named():
    assert "ligne 2, colonne 8" in parse("[limits]\nidle = = 3\n").sentence


def test_simulators_are_refused_on_a_terminal_in_service():
    text = "[terminal]\nsimulators = true\n"
    assert parse(text, production=True).key == "[terminal] simulators"
    assert parse(text).terminal.simulators


class TestWhereTheFileIs:
    @pytest.fixture(autouse=True)
    def _no_system_file(self, monkeypatch, tmp_path):
        monkeypatch.setattr("kiosk.settings_file.SYSTEM_FILE", tmp_path / "etc" / "kiosk.toml")

    @pytest.fixture
    def home(self, tmp_path):
        home = tmp_path / "home"
        home.mkdir()
        return home

    def write(self, file, terminal):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'[terminal]\nid = "{terminal}"\n')
        return file

    def test_without_any_file_the_defaults_hold(self, home):
        loaded = load_settings(None, {"HOME": str(home)})
        assert loaded.file is None
        assert loaded.settings.terminal == Settings().terminal

    def test_the_system_file_is_read_when_the_user_has_none(self, home, tmp_path):
        file = self.write(tmp_path / "etc" / "kiosk.toml", "system")
        loaded = load_settings(None, {"HOME": str(home)})
        assert (loaded.file, loaded.settings.terminal.id) == (file, "system")

    def test_the_users_file_comes_before_the_system_file(self, home, tmp_path):
        self.write(tmp_path / "etc" / "kiosk.toml", "system")
        self.write(home / ".config" / "kiosk" / "kiosk.toml", "user")
        assert load_settings(None, {"HOME": str(home)}).settings.terminal.id == "user"

    def test_the_users_file_follows_xdg(self, home, tmp_path):
        self.write(tmp_path / "xdg" / "kiosk" / "kiosk.toml", "xdg")
        environ = {"HOME": str(home), "XDG_CONFIG_HOME": str(tmp_path / "xdg")}
        assert load_settings(None, environ).settings.terminal.id == "xdg"

    def test_the_file_asked_for_comes_before_all(self, home, tmp_path):
        self.write(home / ".config" / "kiosk" / "kiosk.toml", "user")
        file = self.write(tmp_path / "mine.toml", "mine")
        assert load_settings(file, {"HOME": str(home)}).settings.terminal.id == "mine"

    def test_a_file_asked_for_that_is_missing_is_refused(self, home, tmp_path):
        error = load_settings(tmp_path / "none.toml", {"HOME": str(home)})
        assert str(tmp_path / "none.toml") in error.sentence
        assert "introuvable" in error.sentence

    def test_a_file_that_cannot_be_read_is_refused_and_not_passed_over(self, home):
        (home / ".config" / "kiosk" / "kiosk.toml").mkdir(parents=True)
        error = load_settings(None, {"HOME": str(home)})
        assert isinstance(error, SettingsError)
        assert "illisible" in error.sentence

    def test_an_error_in_the_file_is_passed_on(self, home, tmp_path):
        file = tmp_path / "wrong.toml"
        file.write_text("[x]\n")
        assert load_settings(file, {"HOME": str(home)}).file == str(file)

    def test_places_left_empty_follow_the_environment(self, home):
        settings = load_settings(None, {"HOME": str(home)}).settings
        assert settings.paths.state == f"{home}/.local/state/kiosk"
        assert settings.database.url == f"sqlite:///{home}/.local/state/kiosk/kiosk.db"
        assert settings.secrets.dir == f"{home}/.local/state/kiosk/secrets"

    def test_under_systemd_the_places_are_those_of_the_unit(self):
        environ = {"STATE_DIRECTORY": "/var/lib/kiosk:/var/lib/more", "CREDENTIALS_DIRECTORY": "/run/credentials/kiosk"}
        settings = load_settings(None, environ).settings
        assert settings.paths.state == "/var/lib/kiosk"
        assert settings.secrets.dir == "/run/credentials/kiosk"

    def test_places_that_the_file_names_are_kept(self, tmp_path, home):
        file = tmp_path / "kiosk.toml"
        file.write_text(
            '[paths]\nstate = "/srv/kiosk"\n[secrets]\ndir = "/srv/secrets"\n[database]\nurl = "sqlite:////srv/k.db"\n'
        )
        settings = load_settings(file, {"HOME": str(home), "STATE_DIRECTORY": "/var/lib/kiosk"}).settings
        assert (settings.paths.state, settings.secrets.dir, settings.database.url) == (
            "/srv/kiosk",
            "/srv/secrets",
            "sqlite:////srv/k.db",
        )


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("database", "url", "sqlite://"),
        ("database", "url", "sqlite:///"),
        ("database", "url", "sqlite:///:memory:"),
        ("database", "url", "sqlite:///kiosk.db"),
        ("database", "url", "sqlite:////srv/"),
        ("database", "url", "sqlite:////srv/k.db?mode=ro"),
        ("database", "url", r"sqlite:////srv/k\u0000.db"),
        ("database", "url", r"sqlite:////srv/k.db\n"),
        ("secrets", "dir", "secrets"),
        ("secrets", "dir", r"/srv/\u0000"),
        ("paths", "state", "./state"),
        ("paths", "state", "/srv/what?"),
        ("reader", "name", r"Gemalto\u0000"),
        ("terminal", "id", r"borne-07\n"),
    ],
)
def test_a_place_that_could_not_be_opened_is_refused_when_the_settings_are_read(section, key, value):
    error = parse_settings(f'[{section}]\n{key} = "{value}"\n'.encode(), FILE)
    assert isinstance(error, SettingsError)
    assert error.key == f"[{section}] {key}"


@pytest.mark.parametrize("name", ["kiosk.toml", "demo.toml"])
def test_the_files_that_come_with_the_product_are_accepted(name):
    loaded = load_settings(resource_path(f"config/{name}"), {"HOME": "/home/someone"})
    assert isinstance(loaded, LoadedSettings), loaded


def test_the_whole_example_says_what_the_defaults_are():
    example = parse_settings(resource_path("config/kiosk.toml").read_bytes(), FILE)
    assert example == Settings()


def test_limits_and_codes_are_those_of_the_session_with_the_same_defaults():
    limits, access = LimitsSection(), Access()
    for name in limits.__struct_fields__:
        assert getattr(limits, name) == getattr(Limits(), name)
    assert (access.code_digits_min, access.code_digits_max) == (CodePolicy().digits_min, CodePolicy().digits_max)


def test_the_reception_point_is_open_from_its_first_minute_to_its_last():
    hours = Hours(thursday="09:00-12:00, 13:30-16:00").week()
    paris = ZoneInfo("Europe/Paris")

    def is_open(hour, minute, day=19):
        return hours.is_open(datetime(2026, 11, day, hour, minute, tzinfo=paris))

    assert [is_open(8, 59), is_open(9, 0), is_open(11, 59), is_open(12, 0)] == [False, True, True, False]
    assert [is_open(13, 29), is_open(13, 30), is_open(16, 0)] == [False, True, False]
    assert not is_open(10, 0, day=21)


def test_a_week_has_the_periods_of_its_days_monday_first():
    assert Hours(monday="10:00-11:30").week().days[0] == ((time(10), time(11, 30)),)
    assert Hours().week().days[6] == ()
