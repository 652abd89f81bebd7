#!/bin/sh
# Install Debian packages without starting any service. Run as root: install-debian-packages.sh PACKAGE...
set -eu

policy=/usr/sbin/policy-rc.d
made_policy=
log=$(mktemp)

clean_up() {
    rm -f "$log"
    if [ -n "$made_policy" ]; then
        rm -f "$policy"
    fi
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# A package's scripts ask policy-rc.d before they start a service; 101 forbids it. One that is there already is left alone.
if [ ! -e "$policy" ]; then
    made_policy=yes
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
fi

export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update && apt-get install -y --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    exit 1
fi
