"""Settings: where they come from, and what is said about faulty ones."""

from pathlib import Path

import pytest

from bot.settings import BadSettings, Settings, load_settings

TOKEN = "123456:AAE-secret_part"


def load(environ: dict[str, str], env_file: str = "", folder: Path | None = None) -> Settings:
    if folder is None:
        return load_settings(environ, Path("/nonexistent/.env"))
    path = folder / ".env"
    path.write_bytes(env_file.encode())
    return load_settings(environ, path)


def faults_of(environ: dict[str, str], env_file: str = "", folder: Path | None = None) -> list[str]:
    with pytest.raises(BadSettings) as caught:
        load(environ, env_file, folder)
    return caught.value.faults


def test_defaults_need_nothing_at_all() -> None:
    settings = load({})
    assert settings.telegram_bot_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite:///var/steadyhand.sqlite3"
    assert (settings.http_host, settings.http_port) == ("127.0.0.1", 8080)
    assert settings.send_rate == 25
    assert settings.reminder_spread == 20
    assert settings.log_level == "INFO"
    assert settings.content_dir == Path(__file__).resolve().parents[1] / "content"


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("TELEGRAM_API_URL", "http://127.0.0.1:9000/", "telegram_api_url", "http://127.0.0.1:9000"),
        ("TELEGRAM_API_URL", "http://[::1]:9/a/b/", "telegram_api_url", "http://[::1]:9/a/b"),
        ("TELEGRAM_API_URL", " https://tg.local ", "telegram_api_url", "https://tg.local"),
        ("DATABASE_URL", "sqlite:////srv/a.db", "database_url", "sqlite:////srv/a.db"),
        (
            "DATABASE_URL",
            " postgresql://me:p%40ss:w@db.example:6543/coach?sslmode=require ",
            "database_url",
            "postgresql://me:p%40ss:w@db.example:6543/coach?sslmode=require",
        ),
        ("DATABASE_URL", "postgres://[::1]/coach", "database_url", "postgres://[::1]/coach"),
        (
            "DATABASE_URL",
            "postgresql:///coach?host=/run/postgresql",
            "database_url",
            "postgresql:///coach?host=/run/postgresql",
        ),
        ("HTTP_HOST", "::1", "http_host", "::1"),
        ("HTTP_PORT", "0", "http_port", 0),
        ("SEND_RATE", "2.5", "send_rate", 2.5),
        ("SEND_RATE", "", "send_rate", 25),
        ("REMINDER_SPREAD", "0", "reminder_spread", 0),
        ("REMINDER_SPREAD", "3600", "reminder_spread", 3600),
        ("LOG_LEVEL", "debug", "log_level", "DEBUG"),
        ("XDG_CACHE_HOME", "/tmp/c", "cache_dir", Path("/tmp/c/steadyhand")),
    ],
)
def test_right_values(name: str, value: str, field: str, expected: object) -> None:
    assert getattr(load({name: value}), field) == expected


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("TELEGRAM_BOT_TOKEN", "hello", "digits, a colon"),
        ("TELEGRAM_BOT_TOKEN", "123456:", "digits, a colon"),
        ("TELEGRAM_BOT_TOKEN", "12 34:ab", "digits, a colon"),
        ("TELEGRAM_BOT_TOKEN", "١٢:ab", "digits, a colon"),
        ("TELEGRAM_API_URL", "api.telegram.org", "scheme://host"),
        ("TELEGRAM_API_URL", "ftp://api.telegram.org", "scheme://host"),
        ("TELEGRAM_API_URL", "http://host:port", "scheme://host"),
        ("TELEGRAM_API_URL", "http://host:99999", "scheme://host"),
        ("TELEGRAM_API_URL", "http://[::1", "scheme://host"),
        ("TELEGRAM_API_URL", "http://host/?a=b", "scheme://host"),
        ("DATABASE_URL", "mysql://localhost/x", "sqlite:///"),
        ("DATABASE_URL", "sqlite://", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:", "sqlite:///"),
        ("DATABASE_URL", "postgresql://me:pw@db", "postgresql://user:password@host:port/name"),
        (
            "DATABASE_URL",
            "postgresql://me:pw@db:port/x",
            "postgresql://user:password@host:port/name",
        ),
        ("DATABASE_URL", "postgresql://me:p@w@db/x", "postgresql://user:password@host:port/name"),
        ("CONTENT_DIR", "/nonexistent/content", "a folder that is there"),
        ("HTTP_HOST", "http://x", "not 'http://x'"),
        ("HTTP_PORT", "eighty", "from 1 to 65535"),
        ("HTTP_PORT", "70000", "not '70000'"),
        ("SEND_RATE", "0", "from 1 to 1000"),
        ("SEND_RATE", "1001", "from 1 to 1000"),
        ("SEND_RATE", "nan", "from 1 to 1000"),
        ("REMINDER_SPREAD", "-1", "from 0 to 3600"),
        ("REMINDER_SPREAD", "3601", "from 0 to 3600"),
        ("REMINDER_SPREAD", "1.5", "from 0 to 3600"),
        ("LOG_LEVEL", "LOUD", "DEBUG, INFO"),
        ("WEBHOOK_URL", "https://example.org", "not supported yet"),
        ("WEBHOOK_SECRET", "abc", "not supported yet"),
    ],
)
def test_wrong_value_is_one_line_with_the_name_and_the_mend(
    name: str, value: str, says: str
) -> None:
    (fault,) = faults_of({name: value})
    assert fault.startswith(name)
    assert says in fault
    assert "\n" not in fault


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("TELEGRAM_BOT_TOKN", "TELEGRAM_BOT_TOKEN"),
        ("TELEGRAM_BTO_TOKEN", "TELEGRAM_BOT_TOKEN"),
        ("TELEGRAMBOTTOKEN", "TELEGRAM_BOT_TOKEN"),
        ("telegram_bot_token", "TELEGRAM_BOT_TOKEN"),
        ("DATABASE_URI", "DATABASE_URL"),
        ("LOGLEVEL", "LOG_LEVEL"),
        ("HTTP_PROT", "HTTP_PORT"),
        ("WEBHOOK_SECRETS", "WEBHOOK_SECRET"),
    ],
)
def test_environment_name_near_a_known_one_is_named(name: str, meant: str) -> None:
    (fault,) = faults_of({name: "x"})
    assert fault.startswith(f"{name} in the environment")
    assert f"did you mean {meant}?" in fault


@pytest.mark.parametrize(
    "name",
    ["HTTP_PROXY", "http_proxy", "PATH", "PORT", "LOGNAME", "CONTENT_TYPE", "XDG_DATA_HOME"],
)
def test_unrelated_environment_names_pass(name: str) -> None:
    load({name: "x"})


def test_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = f"\ufeff# a comment\nTELEGRAM_BOT_TOKEN='{TOKEN}'\nexport HTTP_PORT=9000\n"
    settings = load({"HTTP_PORT": "9001"}, file, tmp_path)
    assert settings.http_port == 9001
    assert settings.telegram_bot_token is not None
    assert settings.telegram_bot_token.get_secret_value() == TOKEN


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    file = f"FOO=1\nSEND_RAT=3\nHTTP_PORT=x\n{TOKEN}\n"
    faults = faults_of({"LOG_LEVEL": "LOUD", "DATABASE_ULR": "x"}, file, tmp_path)
    assert sorted(fault.split()[0] for fault in faults) == [
        ".env",
        "DATABASE_ULR",
        "FOO",
        "HTTP_PORT",
        "LOG_LEVEL",
        "SEND_RAT",
    ]
    assert TOKEN not in "\n".join(faults)


@pytest.mark.parametrize("content", [b"\xff\xfeA=1", None])
def test_unreadable_file_is_a_fault(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / ".env"
    if content is None:
        path.mkdir()
        assert load_settings({}, path).http_port == 8080
        return
    path.write_bytes(content)
    with pytest.raises(BadSettings, match="cannot be read"):
        load_settings({}, path)


@pytest.mark.parametrize(
    "environ",
    [
        {"TELEGRAM_BOT_TOKEN": "no-digits-secret"},
        {"TELEGRAM_API_URL": "https://user:secret@host"},
        {"DATABASE_URL": "postgresql://user:secret@host/"},
        {"DATABASE_URL": "postgresql://user:a@secret@host/db"},
        {"DATABASE_URL": "mysql://user:secret@host/db"},
        {"WEBHOOK_SECRET": "secret"},
    ],
)
def test_no_fault_shows_a_secret(environ: dict[str, str]) -> None:
    with pytest.raises(BadSettings) as caught:
        load(environ)
    assert "secret" not in str(caught.value)
    assert "secret" not in repr(caught.value)


def test_repr_shows_no_secret() -> None:
    assert "secret" not in repr(load({"DATABASE_URL": "postgresql://me:secret@db/coach"}))
    assert TOKEN not in repr(load({"TELEGRAM_BOT_TOKEN": TOKEN}))
