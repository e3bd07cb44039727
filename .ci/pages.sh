# The pages of analysis/web: built, tested, pictured. Sourced by ./dev, whose functions it uses.
# shellcheck shell=bash

# need_build_packages [VERB…]: the same for verbs that build: with Debian's npm, where there is none and it
# can be had.
need_build_packages() {
  if command -v npm >/dev/null || (need_packages npm "$@"); then
    need_packages "$@"
    return
  fi
  say 'npm cannot be installed: going on without'
  need_packages "$@"
}

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
  case $(cat "$web/modules" 2>/dev/null) in "$wanted" | "test $lock") return ;; esac
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

# test_pages RESULTS: type check, unit tests, and a Chromium over pages of fixtures and of real runs. Each
# leaves a result file, as the test programs do.
test_pages() {
  if [[ ! -x $web/node_modules/.bin/vitest ]]; then
    say 'the pages are not tested: npm could not install what tests them'
    return
  fi
  say 'testing the pages …'
  local wrong=0 types=$1/page_types_tests.xml pages=$1/page_tests.xml
  (cd "$web" && node_modules/.bin/tsc --noEmit) || wrong=1
  echo "<testsuites tests=\"1\" failures=\"$wrong\" errors=\"0\">" >"$types"
  (
    cd "$web"
    LASTWRITE=$OLDPWD/build/release/lastwrite node_modules/.bin/vitest run --reporter=default \
      --reporter=junit --outputFile.junit="$pages"
  ) </dev/null || wrong=1
  [[ -s $pages ]] || echo '<testsuites tests="1" failures="0" errors="1">' >"$pages"
  return "$wrong"
}

# pages_tool NAME ARGUMENTS…: a script of analysis/web/test/tools; files by their whole paths.
pages_tool() {
  local name=$1
  shift
  build_pages test
  [[ -x $web/node_modules/.bin/vite-node ]] ||
    fail "npm could not install what this needs (see $web/install.log)"
  (cd "$web" && node_modules/.bin/vite-node "test/tools/$name" "$@") || fail "test/tools/$name failed"
}

# A million writes, simulated in full, and their page in Chromium. What the scenario expects of its own keys
# and rates does not hold with these: a verdict of violated (exit code 1) is no failure here.
bench_report() {
  no_more_arguments "$@"
  need_build_packages test
  locked_build release lastwrite
  say 'simulating and judging a million writes (two minutes) …'
  local runs code=0
  runs=$(mktemp -d)
  time build/release/lastwrite run concurrent-puts --sim --set workload.arrivals='poisson(200/s)' \
    --set workload.keys='uniform(20000)' \
    --set duration=125s --runs "$runs" >"$web/bench.txt" || code=$?
  if ((code <= 1)); then
    code=0
    (pages_tool open-time.ts "$runs/latest/report.html") || code=$?
  fi
  rm -rf "$runs"
  return "$code"
}

# The pictures of the README: of a simulated run's report, and of a cluster's console, which takes a minute.
make_screenshots() {
  no_more_arguments screenshots "$@"
  need_build_packages test
  locked_build release lastwrite
  local runs
  runs=$(mktemp -d)
  build/release/lastwrite run lost-counter --sim --quiet --runs "$runs" >"$web/screenshots.txt"
  pages_tool readme-picture.ts "$runs/latest/report.html" "$PWD/analysis/report.png"
  rm -rf "$runs"
  LASTWRITE=$PWD/build/release/lastwrite pages_tool console-picture.ts "$PWD/analysis/console.png"
  say "bytes: $(stat -c '%n %s' analysis/report.png analysis/console.png | xargs)"
}
