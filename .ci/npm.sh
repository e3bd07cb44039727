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
  mkdir -p build/npm/conformance
  cp tests/conformance/js/package*.json build/npm/conformance/
  npm_folder conformance ci
}

# --- the pages of analysis/web ---------------------------------------------------------------------

readonly web=build/npm/web

# Every source of the pages, and what npm installs for them: changes when one of them does.
web_state() {
  find analysis/web \( -name node_modules -o -name dist \) -prune -o -type f -print0 | sort -z |
    xargs -0 sha256sum | sha256sum
}

# web_modules build|test: what builds the pages, or what tests them as well; once for each lock file.
web_modules() {
  local lock wanted
  local -a part=(--omit=dev)
  lock=$(sha256sum <"$web/package-lock.json")
  wanted="test $lock"
  if [[ $1 == build ]]; then wanted="build $lock"; else part=(); fi
  if [[ -e $web/modules ]] && [[ $(<"$web/modules") == "$wanted" || $(<"$web/modules") == "test $lock" ]]; then
    return
  fi
  say "npm ci, for the pages (to ${1} them) …"
  rm -f "$web/modules"
  npm ci --prefix "$web" \
    "${part[@]}" --fetch-retries=1 --no-audit --no-fund >"$web/install.log" 2>&1 </dev/null || return 1
  echo "$wanted" >"$web/modules"
}

# Copies analysis/web to build/npm/web and builds there, when a source changed.
make_pages() {
  local state
  state=$(web_state)
  if [[ -e $web/dist/report.html && -e $web/built && $(<"$web/built") == "$state" ]]; then
    web_modules "$1" || say "what tests the pages could not be installed (see $web/install.log)"
    return
  fi
  rm -rf "$web/src" "$web/test" "$web/built"
  tar -C analysis/web --exclude=./node_modules --exclude=./dist -cf - . | tar -C "$web" -xf - || return 1
  web_modules "$1" || web_modules build || return 1
  say 'building the pages …'
  (cd "$web" && node build.mjs) >"$web/build.log" 2>&1 </dev/null || return 1
  echo "$state" >"$web/built"
}

# build_pages [build|test]: the pages that the program takes in. Where they cannot be built, the program
# goes without, and says so when it is asked for one.
build_pages() {
  if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
    say 'without Node and npm: building a program without pages (report.html)'
    return
  fi
  mkdir -p "$web"
  take_lock "$web.lock"
  if ! make_pages "${1:-build}" 9>&-; then
    say "the pages could not be built (see $web/install.log and build.log): building a program without"
    rm -rf "$web/dist"
  fi
  drop_lock
}

# test_pages RESULTS: type check, unit tests, and a Chromium over pages of fixtures and of real runs.
test_pages() {
  if [[ ! -x $web/node_modules/.bin/vitest ]]; then
    say 'the pages are not tested: npm could not install what tests them'
    return
  fi
  say 'testing the pages …'
  local code=0
  (cd "$web" && node_modules/.bin/tsc --noEmit) || code=1
  (
    cd "$web"
    LASTWRITE=$OLDPWD/build/release/lastwrite node_modules/.bin/vitest run --reporter=default \
      --reporter=junit --outputFile.junit="$1/web_tests.xml"
  ) </dev/null || code=1
  return "$code"
}
