# What the test programs left behind, counted. Sourced by ./dev, whose functions it uses.
# shellcheck shell=bash

# The sum of an attribute over the <testsuites> elements of all result files.
sum_of() {
  local attribute=$1
  shift
  cat -- "$@" /dev/null | sed -n "s/.*<testsuites .*\b$attribute=\"\([0-9]*\)\".*/\1/p" |
    awk '{sum += $1} END {print sum + 0}'
}

# Test programs that failed and left no result file: they crashed, or ran out of time.
crashed_programs() {
  local log=$1 results=$2 name
  sed -n 's/^ *[0-9]*\/[0-9]* Test *#[0-9]*: \([^ ]*\) \.*.*\*\*\*.*/\1/p' "$log" |
    while read -r name; do [[ -e $results/${name}_tests.xml ]] || echo "$name"; done
}

# summary LOG RESULTS: prints how many tests passed and failed.
summary() {
  local log=$1 results=$2 tests failures errors
  shopt -s nullglob
  local -a files=("$results"/*.xml) crashed
  mapfile -t crashed < <(crashed_programs "$log" "$results")
  tests=$(sum_of tests "${files[@]}")
  failures=$(sum_of failures "${files[@]}")
  errors=$(sum_of errors "${files[@]}")
  if ((${#crashed[@]})); then say "ended without a result: ${crashed[*]}"; fi
  echo "$((tests - failures - errors)) passed, $((failures + errors + ${#crashed[@]})) failed"
}
