#!/bin/sh
# The page tests hold every page against axe-core (MPL-2.0, 0.6 MB), which is fetched and not kept
# in this repository. Where npm is absent, say that this one test will be skipped.
VERSION=4.14.1
FOLDER="$(dirname "$0")/.axe"
[ -f "$FOLDER/axe-$VERSION.min.js" ] && exit 0
if command -v npm >/dev/null 2>&1; then
  mkdir -p "$FOLDER" && cd "$FOLDER" || exit 0
  echo '*' >.gitignore
  if npm pack --silent "axe-core@$VERSION" >/dev/null 2>&1 && tar -xzf "axe-core-$VERSION.tgz" package/axe.min.js; then
    mv package/axe.min.js "axe-$VERSION.min.js"
    rm -rf package "axe-core-$VERSION.tgz"
    exit 0
  fi
fi
echo "axe-core could not be fetched with npm: its test will be skipped." >&2
exit 0
