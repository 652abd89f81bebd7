#!/bin/sh
# Put in place what the checkout needs: Debian packages, then .venv from the locks. Does nothing when all is there.
set -eu

cd "$(dirname "$0")/.."
packages=packaging/debian-packages.txt
lock=requirements-dev.lock
stamp=.venv/setup.stamp

say() {
    printf 'setup: %s\n' "$*" >&2
}

missing_packages() {
    wanted=$(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$packages")
    # shellcheck disable=SC2086 # one word a package
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^installed //p')
    for package in $wanted; do
        printf '%s\n' "$installed" | grep -qxF "$package" || printf '%s ' "$package"
    done
}

ask_for_packages() {
    say "Debian packages are missing, and installing them takes root or sudo. Please run:"
    printf 'apt-get install --no-install-recommends %s\n' "${missing% }" >&2
    exit 1
}

install_packages() {
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        as_root=sudo
        command -v sudo >/dev/null || ask_for_packages
        sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; } || ask_for_packages
    fi
    say "installing Debian packages, no service is started: ${missing% }"
    # shellcheck disable=SC2086 # one word a package, and no word where root needs no sudo
    $as_root sh packaging/install-debian-packages.sh $missing
}

if ! command -v dpkg-query >/dev/null; then
    say "this needs Debian 12; on another system install what $packages names by hand"
    exit 1
fi
missing=$(missing_packages)
if [ -n "$missing" ]; then
    install_packages
fi

# Whatever the environment was made from; another content makes it anew or brings it up to date.
wanted=$({
    sha256sum packaging/setup.sh pyproject.toml "$lock"
    find assets/locale -name '*.po' -exec sha256sum {} + | LC_ALL=C sort
} | sha256sum)
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
    exit 0
fi
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    say "creating .venv"
    /usr/bin/python3 -m venv --clear .venv
fi
say "installing Python packages into .venv (some minutes the first time)"
rm -f "$stamp"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_QUIET=2
.venv/bin/python -m pip install --require-hashes -r "$lock"
# The checkout itself: put on the path and given its command. An editable install would copy assets/ beside it.
pwd >"$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/kiosk_checkout.pth"
printf '#!/bin/sh\nexec "%s/.venv/bin/python" -P -m kiosk.cli "$@"\n' "$PWD" >.venv/bin/kiosk
chmod 755 .venv/bin/kiosk
.venv/bin/python packaging/texts.py --compile
printf '%s\n' "$wanted" >"$stamp"
say "done"
