# What comes from npm: sourced by ./dev, whose functions it uses.
# shellcheck shell=bash

# npm_folder NAME ARGUMENTS…: `npm ARGUMENTS` in build/npm/NAME, once. Where that fails (no network), the
# folder stays without modules, and those who look there go on without them and say so.
npm_folder() {
  local folder=build/npm/$1
  shift
  if [[ -d $folder/node_modules ]]; then return; fi
  command -v npm >/dev/null || need_packages npm
  mkdir -p "$folder"
  say "npm $* …"
  if ! npm "$@" --prefix "$folder" --no-audit --no-fund >"$folder/install.log" 2>&1 </dev/null; then
    say "npm could not do that (see $folder/install.log)"
    rm -rf "$folder/node_modules"
  fi
}

need_dynalite() { npm_folder dynalite install dynalite@3; }

# What the programs of tests/conformance/js import.
need_js_clients() {
  local folder=build/npm/conformance
  mkdir -p "$folder"
  # Another list than that of the modules that are there: they come anew.
  cmp -s tests/conformance/js/package-lock.json "$folder/package-lock.json" || rm -rf "$folder/node_modules"
  cp tests/conformance/js/package*.json "$folder/"
  npm_folder conformance ci
}
