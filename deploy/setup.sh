#!/bin/sh
# Makes or refreshes .venv: `sh deploy/setup.sh runtime|dev`. PYTHON= chooses the interpreter.
#
# The stamp is removed first and written last, so a folder without one is half made, and is made
# anew. It holds the folder's own path, too: a virtual environment that was moved does not work.
set -eu
cd "$(dirname "$0")/.."

stamp=.venv/installed

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

in_range() { # the same range as requires-python in pyproject.toml
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

# Makes .venv with the first interpreter that is in range and can. Debian ships venv without the
# package that it needs, and then leaves a half-made folder behind.
make_environment() {
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3.13 python3.12 python3.11 python3
    fi
    unable=
    for python; do
        in_range "$python" || continue
        rm -rf .venv
        if "$python" -m venv .venv >/dev/null 2>&1; then return; fi
        rm -rf .venv
        unable=${unable:-$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')}
    done
    if [ -n "$unable" ]; then
        fail "Python $unable cannot make virtual environments here: install its venv module" \
            "(Debian, Ubuntu: apt install python$unable-venv) and try again."
    fi
    fail "Python 3.11, 3.12 or 3.13 is needed${PYTHON:+, and $PYTHON is none}:" \
        "install one, or name it: PYTHON=/path/to/python3."
}

# What the stamp of a finished installation says; that of dev goes on from that of runtime.
fingerprint() {
    printf '%s\n' "$PWD" "$python"
    cksum requirements.lock pyproject.toml
    if [ "$1" = dev ]; then cksum requirements-dev.lock; fi
}

install() {
    lock=requirements.lock
    if [ "$1" = dev ]; then lock=requirements-dev.lock; fi
    rm -f "$stamp"
    pip='.venv/bin/python -m pip --quiet --quiet --no-input --disable-pip-version-check'
    $pip install --require-hashes --compile --requirement "$lock"
    $pip install --no-deps --no-build-isolation --editable .
    .venv/bin/python -m compileall -q bot
    fingerprint "$1" >"$stamp"
}

installed=$(cat "$stamp" 2>/dev/null || true)
python=${PYTHON:-$(printf '%s\n' "$installed" | sed -n 2p)}
if [ ! -x .venv/bin/python ]; then installed=; fi

case $installed in
"$(fingerprint "$1")"*) ;; # all there already
"$PWD
$python"*)
    echo 'Bringing .venv up to date.'
    install "$1"
    ;;
*)
    make_environment
    echo 'Setting up .venv, once; this takes a minute or so.'
    install "$1"
    ;;
esac
