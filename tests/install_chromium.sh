#!/bin/sh
# The page tests need Chromium and its driver. Where they are absent and apt can
# install them, do so; elsewhere say that those tests will be skipped.
sh "$(dirname "$0")/install_axe.sh"
command -v chromium >/dev/null 2>&1 && command -v chromedriver >/dev/null 2>&1 && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  apt-get update -qq >/dev/null 2>&1
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver >/dev/null 2>&1 && exit 0
fi
echo "Chromium or chromedriver is missing: the page tests will be skipped." >&2
exit 0
