#!/usr/bin/env bash
# run_fuzzers.sh SECONDS [NAME…]: each fuzzer (or those named) for so long, from its corpus and from what
# earlier runs found. What fails stays as build/fuzz/NAME-…; exit code 1.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

seconds=$1
shift
names=("$@")
if ((${#names[@]} == 0)); then
  for file in tests/fuzz/corpus/*.lines; do names+=("$(basename "$file" .lines)"); done
fi

# A file for each line, with its \n and \\ resolved.
spread_corpus() {
  local number=0 line
  while IFS= read -r line; do
    printf '%b' "$line" >"$2/line-$((++number))"
  done <"$1"
}

code=0
for name in "${names[@]}"; do
  mkdir -p "build/fuzz/corpus/$name"
  spread_corpus "tests/fuzz/corpus/$name.lines" "build/fuzz/corpus/$name"
  echo "fuzzing $name for $seconds s"
  LASTWRITE_FUZZ=$name build/fuzz/lastwrite_fuzz -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 \
    -print_final_stats=1 -artifact_prefix="build/fuzz/$name-" "build/fuzz/corpus/$name" \
    >"build/fuzz/$name.log" 2>&1 || code=1
  grep -E 'SUMMARY|ERROR|number_of_executed_units|^Done' "build/fuzz/$name.log" || true
done
exit "$code"
