#!/usr/bin/env bash
# The browser test with what it needs: a Chromium of the system and Playwright for Python (which brings no browser of its own here), installed where they are missing.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -z "${CHROMIUM:-}" ] && ! command -v chromium chromium-browser google-chrome google-chrome-stable >/dev/null; then
  as_root=(); [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  if command -v apt-get >/dev/null; then
    { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null || echo 'apt-get could not install chromium'
  fi
fi
python -c 'import playwright' 2>/dev/null || python -m pip install --quiet playwright
exec python .ci/browser.py "$@"
