#!/usr/bin/env bash
# What the tests need beyond Python: a Chromium, a Chinese font, nginx, LibreOffice (Impress, Calc, Writer), librsvg, PostgreSQL.
# Installs what is missing, or says what to install.
set -euo pipefail

have_browser() { "$bin/python" -m tests.browser >/dev/null 2>&1; }
# Chromium without a window of its own takes half the processor time for the same pages; any other does as well.
have_quick_browser() { command -v chromium-headless-shell >/dev/null || { have_browser && ! may_install; }; }
may_install() { command -v apt-get >/dev/null && [ -z "${POLICYTARGETS_BROWSER:-}" ] && { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }; }
have_font() { fc-list ':lang=zh' 2>/dev/null | grep -q . || [ "$(uname)" = Darwin ]; }
# Impress alone opens neither workbooks nor documents: each program has a library of its own.
have_office() { command -v soffice >/dev/null && { ! command -v dpkg >/dev/null || have_programs; }; }
have_programs() {
    for library in libsdlo.so libsclo.so libswlo.so; do ls /usr/lib/libreoffice/program/$library >/dev/null 2>&1 || return 1; done
}
have_rsvg() { command -v rsvg-convert >/dev/null; }
have_nginx() { command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || [ -x .venv/nginx/usr/sbin/nginx ]; }

have_postgresql() { ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null; }

cd "$(dirname "$0")/.."
bin=.venv/bin
have_browser && have_quick_browser && have_font && have_nginx && have_office && have_rsvg && have_postgresql && exit 0

if command -v apt-get >/dev/null; then
    as_root=""
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || { echo "Ask an administrator for: apt-get install chromium fonts-noto-cjk nginx-light libreoffice-impress libreoffice-calc libreoffice-writer librsvg2-bin postgresql" >&2; exit 1; }
        as_root=sudo
    fi
    $as_root apt-get update -qq
    have_font || $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq fontconfig fonts-noto-cjk >/dev/null
    have_quick_browser || $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium-headless-shell >/dev/null || true
    have_browser || $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null || true
    for kind in -nogui ""; do
        have_office || $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            "libreoffice-impress$kind" "libreoffice-calc$kind" "libreoffice-writer$kind" >/dev/null || true
    done
    have_rsvg || $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends librsvg2-bin >/dev/null || true
    # No server of its own is started: the tests run a private one.
    have_postgresql || $as_root env DEBIAN_FRONTEND=noninteractive bash -c 'mkdir -p /etc/postgresql-common &&
        { [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf; } &&
        apt-get install -y -qq --no-install-recommends postgresql >/dev/null' || true
    # Unpacked, not installed: Debian's package would start a web server on this machine.
    mkdir -p .venv/nginx
    for package in nginx nginx-light nginx-core; do
        have_nginx || (cd .venv/nginx && apt-get download -qq "$package" && dpkg -x "$package"_*.deb .) >/dev/null 2>&1 || true
    done
fi
have_postgresql || { echo "The tests of the ledger need PostgreSQL: install the package postgresql" >&2; exit 1; }
have_rsvg || { echo "The tests of pictures need rsvg-convert: install the package librsvg2-bin" >&2; exit 1; }
have_office || echo "LibreOffice could not be fetched; the tests that open files with it are skipped" >&2
have_nginx || echo "nginx could not be fetched; the tests of deploy/ are skipped" >&2
have_browser || "$bin/python" -m playwright install chromium
have_browser || { echo "The browser tests need Chromium: install it, or set POLICYTARGETS_BROWSER=/path/to/it" >&2; exit 1; }
