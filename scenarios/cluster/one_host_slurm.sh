#!/usr/bin/env bash
# A Slurm cluster of this one host, for as long as a command takes: munged, slurmctld and slurmd as
# real daemons with their own configuration, ports and files in a temporary folder. Nothing of it
# is left behind, and a Slurm or munge that is installed otherwise is not touched.
#
#   scenarios/cluster/one_host_slurm.sh sinfo
#
# Needs the Debian packages slurm-wlm and munge; neither systemd nor control groups. Works as root
# and as anybody else. Daemons' logs are shown when one of them does not come up.
set -euo pipefail

home=$(mktemp -d "${TMPDIR:-/tmp}/lastwrite-slurm-XXXXXX")
daemons=()

say() { printf 'one_host_slurm: %s\n' "$*" >&2; }

# The last to come goes first, so that nobody misses somebody.
tear_down() {
  local i pid
  for ((i = ${#daemons[@]} - 1; i >= 0; --i)); do
    pid=${daemons[i]}
    kill "$pid" 2>/dev/null || true
    for _ in {1..100}; do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
    kill -9 "$pid" 2>/dev/null || true
  done
  rm -rf -- "$home"
}
trap tear_down EXIT
trap 'exit 130' INT TERM

show_logs() {
  say 'a daemon did not come up; its log:'
  tail -n 20 "$home"/log/* >&2 || true
  exit 1
}

# A port, and the one above it, on which nobody listens; below those that the system hands out.
free_ports() {
  local port
  while true; do
    port=$((20000 + RANDOM % 12000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port" || exec 3<>"/dev/tcp/127.0.0.1/$((port + 1))") 2>/dev/null; then
      echo "$port"
      echo "$((port + 1))"
      return
    fi
  done
}

# await SECONDS COMMAND…: until it succeeds.
await() {
  local tries=$(($1 * 10))
  shift
  until "$@" >/dev/null 2>&1; do
    ((tries-- > 0)) || return 1
    sleep 0.1
  done
}

start() {
  local log=$home/log/$1.log
  shift
  "$@" >>"$log" 2>&1 &
  daemons+=($!)
}

# Where daemons of a distribution are, also when the path has no sbin.
export PATH=$PATH:/usr/sbin:/sbin
for program in munged slurmctld slurmd sbatch; do
  command -v "$program" >/dev/null || {
    say "there is no $program: install the Debian packages slurm-wlm and munge"
    exit 1
  }
done

mkdir -p "$home"/{log,state,spool,munge}
chmod 755 "$home" "$home/munge"
mapfile -t ports < <(free_ports)
node=$(hostname -s)
user=$(id -un)

cat >"$home/slurm.conf" <<END
ClusterName=lastwrite
SlurmctldHost=$node(127.0.0.1)
SlurmUser=$user
SlurmdUser=$user
SlurmctldPort=${ports[0]}
SlurmdPort=${ports[1]}
AuthType=auth/munge
AuthInfo=socket=$home/munge/socket
CredType=cred/munge
StateSaveLocation=$home/state
SlurmdSpoolDir=$home/spool
SlurmctldPidFile=$home/slurmctld.pid
SlurmdPidFile=$home/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
JobCompType=jobcomp/none
MpiDefault=none
MailProg=/bin/true
ReturnToService=2
SwitchType=switch/none
SchedulerParameters=sched_min_interval=0,batch_sched_delay=0
NodeName=$node NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
printf 'CgroupAutomount=no\n' >"$home/cgroup.conf"
export SLURM_CONF=$home/slurm.conf

(umask 077 && head -c 1024 /dev/urandom >"$home/munge/key")
start munged munged --foreground --force --socket="$home/munge/socket" --key-file="$home/munge/key" \
  --pid-file="$home/munge/pid" --seed-file="$home/munge/seed" --log-file="$home/log/munged"
await 20 test -S "$home/munge/socket" || show_logs
start slurmctld slurmctld -D -i
await 30 scontrol ping || show_logs
start slurmd slurmd -D -N "$node"
await 30 bash -c "sinfo -h -o %T | grep -q idle" || show_logs

code=0
"$@" || code=$?
exit "$code"
