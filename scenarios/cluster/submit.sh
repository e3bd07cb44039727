#!/usr/bin/env bash
# Submits a sweep to Slurm: an array of SHARDS tasks, and a merge that waits for all of them. Prints
# the two job ids.
#
#   scenarios/cluster/submit.sh 8 runs/array lost-counter --set network.pipeline=50ms..2s:log8
#
# FOLDER must be on a file system that all nodes share. $LASTWRITE is the program (default: `lastwrite`
# on the path). $LASTWRITE_SBATCH holds options for both jobs, such as "--partition=short"; with
# $LASTWRITE_WAIT=1 it returns when the merge is over, with its exit code.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
if (($# < 3)) || [[ ! $1 =~ ^[1-9][0-9]*$ ]]; then
  echo "usage: $0 SHARDS FOLDER SCENARIO [options of lastwrite sweep]" >&2
  exit 3
fi
shards=$1
mkdir -p -- "$2"
folder=$(cd -- "$2" && pwd)
shift 2

export LASTWRITE=${LASTWRITE:-$(command -v lastwrite)}
export LASTWRITE_SHARDS=$shards LASTWRITE_INTO=$folder
read -ra options <<<"${LASTWRITE_SBATCH:-}"
wait=()
if [[ ${LASTWRITE_WAIT:-} == 1 ]]; then wait=(--wait); fi

array=$(sbatch "${options[@]}" --parsable --array="1-$shards" --output="$folder/shard-%a.log" \
  "$here/sweep.sbatch" "$@")
echo "array ${array%%;*}"
merge=$(sbatch "${options[@]}" --parsable "${wait[@]}" --kill-on-invalid-dep=yes \
  --dependency="afterok:${array%%;*}" --output="$folder/merge.log" "$here/merge.sbatch") || code=$?
echo "merge ${merge%%;*}"
exit "${code:-0}"
