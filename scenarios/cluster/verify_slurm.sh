#!/usr/bin/env bash
# Runs one sweep of 200 cells twice, as a Slurm job array with a merge behind it and in one process,
# and compares the rows byte by byte. Exit code: 0 the same, 1 not.
#
#   scenarios/cluster/one_host_slurm.sh scenarios/cluster/verify_slurm.sh build/release/lastwrite
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
LASTWRITE=$(realpath -- "${1:?name the program lastwrite}")
export LASTWRITE
folder=$(mktemp -d "${TMPDIR:-/tmp}/lastwrite-sweep-XXXXXX")
trap 'rm -rf -- "$folder"' EXIT

# 10 rates × 10 numbers of keys × 2 strategies.
sweep=("$here/../concurrent-puts" --strategy blind-put,atomic-add --set duration=5s --seeds 5
  --set 'workload.arrivals=poisson(1/s..20/s:log10)' --set 'workload.keys=uniform(10..100:lin10)')

say() { printf 'verify_slurm: %s\n' "$*" >&2; }

say 'submitting 8 shards, and a merge behind them'
started=$SECONDS
LASTWRITE_WAIT=1 "$here/submit.sh" 8 "$folder/array" "${sweep[@]}" || {
  tail -n 5 "$folder"/array/*.log >&2
  exit 1
}
say "the array took $((SECONDS - started)) s; now one process"
"$LASTWRITE" sweep "${sweep[@]}" --into "$folder/one" >/dev/null
rows=$(($(wc -l <"$folder/one/rows.csv") - 1))
if ((rows != 200)) || ! cmp "$folder/array/rows.csv" "$folder/one/rows.csv"; then
  say "the rows differ ($rows of one process)"
  exit 1
fi
say "$rows rows, the same in both"
