#!/usr/bin/env bash
# What the browser tests need: a Chromium and a Chinese font. Installs what is missing, or says what to install.
set -euo pipefail
bin="$(dirname "$0")/../.venv/bin"

have_browser() { "$bin/python" -m tests.browser >/dev/null 2>&1; }
have_font() { fc-list ':lang=zh' 2>/dev/null | grep -q . || [ "$(uname)" = Darwin ]; }

cd "$(dirname "$0")/.."
have_browser && have_font && exit 0

if command -v apt-get >/dev/null; then
    as_root=""
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || { echo "Ask an administrator for: apt-get install chromium fonts-noto-cjk" >&2; exit 1; }
        as_root=sudo
    fi
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq fontconfig fonts-noto-cjk >/dev/null
    have_browser || $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null || true
fi
have_browser || "$bin/python" -m playwright install chromium
have_browser || { echo "The browser tests need Chromium: install it, or set POLICYTARGETS_BROWSER=/path/to/it" >&2; exit 1; }
