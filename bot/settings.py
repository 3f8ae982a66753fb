"""The settings: the only place that reads the environment and `.env`."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from rapidfuzz.distance import OSA

from bot.domain.reminders import DEFAULT_SPREAD_S

# Names that are known, but whose feature is not there yet, with what to say about them.
NOT_YET = {
    "WEBHOOK_URL": "webhooks are not supported yet: unset it, the bot asks Telegram by itself",
    "WEBHOOK_SECRET": "webhooks are not supported yet: unset it",
}
# Their values may hold a password or a token, so no fault shows them.
PRIVATE = {"TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL", "DATABASE_URL"}
# A password's own @, : or / are to be written as %40, %3A, %2F.
POSTGRESQL_URL = re.compile(
    r"postgres(ql)?://([^\s:@/]+(:[^\s@/]*)?@)?(\[[0-9a-f:.]+\]|[\w.-]*)(:\d+)?/[^\s/?#@]+(\?[^\s#]*)?",
    re.IGNORECASE,
)
NEAR = 2  # letters between a name and the known one that it was probably meant to be


class BadSettings(Exception):
    """Settings that nothing can start with; every fault names the thing and the mend."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def _content_beside_the_code() -> Path:
    package = Path(__file__).resolve().parent
    checkout = package.parent / "content"
    return checkout if checkout.is_dir() else package / "_content"


def _default_cache() -> Path:
    try:
        return Path.home() / ".cache"
    except RuntimeError:  # an account without a home folder
        return Path("var/cache")


def _token(value: SecretStr) -> SecretStr:
    token = value.get_secret_value().strip()
    if not re.fullmatch(r"[0-9]+:\S+", token):
        raise ValueError
    return SecretStr(token)


def _api_url(value: str) -> str:
    value = value.strip()
    url = urlsplit(value)
    if url.scheme not in {"http", "https"} or not url.hostname or url.port == 0:
        raise ValueError
    if any(mark in value for mark in " ?#@"):
        raise ValueError
    return value.rstrip("/")


def _database_url(value: str) -> str:
    value = value.strip()
    if POSTGRESQL_URL.fullmatch(value):
        return value
    path = value.removeprefix("sqlite:///")
    if path in {value, "", ":memory:"} or path.endswith("/") or "?" in path:
        raise ValueError
    return value


def _folder(value: Path) -> Path:
    if not (value / "drills").is_dir():
        raise ValueError
    return value.resolve()


def _upper(value: object) -> object:
    return value.strip().upper() if isinstance(value, str) else value


class Settings(BaseSettings):
    """All settings; each is named in the environment as here, in capitals.

    A field's description says what its value must be: faults are made of it.
    """

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", validate_default=False, hide_input_in_errors=True
    )

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)] | None = Field(
        None, description="digits, a colon and the rest, as @BotFather gave it"
    )
    telegram_api_url: Annotated[str, AfterValidator(_api_url)] = Field(
        "https://api.telegram.org",
        description="scheme://host[:port][/prefix], such as https://api.telegram.org",
    )
    database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        "sqlite:///var/steadyhand.sqlite3",
        description="sqlite:///path/to/file (four slashes for an absolute path) or "
        "postgresql://user:password@host:port/name",
        repr=False,
    )
    content_dir: Annotated[Path, AfterValidator(_folder)] = Field(
        default_factory=_content_beside_the_code,
        description="a folder that is there, with drills/ and techniques/ in it",
    )
    http_host: str = Field(
        "127.0.0.1",
        pattern=r"^[\w.:%-]+$",
        description="a name or address of this machine, such as 127.0.0.1",
    )
    http_port: int = Field(
        8080, ge=0, le=65535, description="a port from 1 to 65535 (0 takes any free one)"
    )
    send_rate: float = Field(
        25, ge=1, le=1000, allow_inf_nan=False, description="messages a second, from 1 to 1000"
    )
    reminder_spread: int = Field(
        DEFAULT_SPREAD_S,
        ge=0,
        le=3600,
        description="seconds, from 0 to 3600: each reminder's own small stable offset after its "
        "full minute stays below it",
    )
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(_upper)
    ] = Field("INFO", description="DEBUG, INFO, WARNING, ERROR or CRITICAL")
    xdg_cache_home: Path = Field(default_factory=_default_cache, description="a folder")

    @property
    def cache_dir(self) -> Path:
        """Where drawn pictures are kept, so that each is drawn once."""
        return self.xdg_cache_home / "steadyhand"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load_settings` hands over, so that a test never sees its machine."""
        return (init_settings,)


KNOWN = {name.upper(): name for name in Settings.model_fields}
ALL_NAMES = KNOWN.keys() | NOT_YET.keys()


def load_settings(environ: Mapping[str, str], env_file: Path) -> Settings:
    """Settings from `environ`, then `env_file` (which may be absent); all faults at once.

    An empty value counts as none, as compose files pass them.
    """
    in_file, faults = _read(env_file)
    faults += _unknown_names(in_file, environ)
    either = {name: environ.get(name) or in_file.get(name) for name in ALL_NAMES}
    given = {name: value for name, value in either.items() if value}
    faults += [f"{name}: {why}" for name, why in NOT_YET.items() if name in given]
    try:
        settings = Settings.model_validate(
            {field: given[name] for name, field in KNOWN.items() if name in given}
        )
    except ValidationError as error:
        raise BadSettings([*faults, *_wrong_values(error, given)]) from None
    if faults:
        raise BadSettings(faults)
    return settings


def _read(env_file: Path) -> tuple[dict[str, str], list[str]]:
    try:
        source = DotEnvSettingsSource(
            Settings, env_file=env_file, env_file_encoding="utf-8-sig", case_sensitive=True
        )
    except (OSError, UnicodeDecodeError):
        return {}, [f"{env_file} cannot be read: make it a UTF-8 text file that this user may read"]
    return {name: value or "" for name, value in source.env_vars.items()}, []


def _unknown_names(in_file: Mapping[str, str], environ: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(in_file.keys() - ALL_NAMES):
        if not name.isidentifier():  # perhaps a lone token: it is not repeated here
            yield ".env has a line that is not NAME=value: mend it or take it out"
        else:
            yield f"{name} in .env is no setting: {_advice(_nearest(name))}"
    for name in sorted(environ.keys() - in_file.keys() - ALL_NAMES):
        if nearest := _nearest(name):
            yield f"{name} in the environment is no setting: {_advice(nearest)}"


def _nearest(name: str) -> str | None:
    distances = {known: OSA.distance(name.upper(), known) for known in sorted(ALL_NAMES)}
    nearest = min(distances, key=distances.__getitem__)
    return nearest if distances[nearest] <= NEAR else None


def _advice(nearest: str | None) -> str:
    return (
        f"did you mean {nearest}?" if nearest else "take it out (deploy/runbook.md lists the names)"
    )


def _wrong_values(error: ValidationError, given: Mapping[str, str]) -> Iterator[str]:
    for detail in error.errors(include_url=False, include_input=False):
        field = str(detail["loc"][0])
        name = field.upper()
        shown = "" if name in PRIVATE else f", not {given[name]!r}"
        yield f"{name} must be {Settings.model_fields[field].description}{shown}"
