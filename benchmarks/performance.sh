#!/usr/bin/env bash
# Measures everything in README's section "Performance" and writes one JSON file per measurement, the saturation curve as
# a picture, and the table. About half an hour; leave the machine alone meanwhile.
#
#   benchmarks/performance.sh [--quick] [OUTPUT_DIRECTORY] [STEP ...]
#
# Steps: load sv2 curve fanout storm cases jmh (all when none is named). --quick: seconds instead of minutes, to try it out.
# POOL_FLAGS: JVM flags of pool and floor, by default what examples/README.md recommends for a pool.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

quick=false
if [[ ${1:-} == --quick ]]; then
  quick=true
  shift
fi
out=${1:-benchmarks/results}
shift || true
steps=("$@")
((${#steps[@]})) || steps=(load sv2 curve fanout storm cases jmh)
bench=benchmarks/target/otedama-bench.jar
pool=examples/target/otedama-pool.jar
read -r -a flags <<<"${POOL_FLAGS:--XX:+UseParallelGC}"
address=bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4
every_hash=0.00000000023283064365386963 # 2^-32

[[ -f $bench && -f $pool ]] || ./mvnw -q -B package -DskipTests
mkdir -p "$out"
work=$(mktemp -d "${TMPDIR:-/tmp}/otedama-performance.XXXXXX")
started=()

stop_all() {
  for pid in ${started[@]+"${started[@]}"}; do
    kill "$pid" 2>/dev/null || true
  done
  for pid in ${started[@]+"${started[@]}"}; do
    wait "$pid" 2>/dev/null || true
  done
  started=()
}
trap 'stop_all; rm -rf "$work"' EXIT

# start NAME COMMAND...: sets pid and address_of_server from the line that says where it listens
start() {
  local name=$1
  shift
  "$@" >"$work/$name.out" 2>"$work/$name.err" &
  pid=$!
  started+=("$pid")
  for _ in $(seq 300); do
    server=$(sed -n 's/.*listening on \(127[0-9.:]*\).*/\1/p' "$work/$name.out" | head -1)
    [[ -z $server ]] || return 0
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  cat "$work/$name.err" >&2
  echo "$name did not start" >&2
  exit 1
}

start_bare() {
  start bare java "${flags[@]}" -jar "$bench" bare --listen 127.0.0.1:0 --job-every "$1"
}

start_pool() {
  rm -rf "$work/data"
  start node java -jar "$bench" mock-node --listen 127.0.0.1:0 --transactions 2000 --difficulty 1000000 --block-every "$1"
  cat >"$work/pool.yaml" <<YAML
nodes:
  - url: http://$server
    user: bench
    password: bench
address: $address
listen: 127.0.0.1:0
sv2: 127.0.0.1:0 # a port of its own: the second free one
sv2Acknowledge: 1 # each share, as Stratum V1 does
difficulty: $every_hash
data: $work/data
limits:
  maxRequestsPerSecond: 10000000
  requestBurst: 10000000
guard:
  exempt: [127.0.0.0/8] # also with --source-addresses
pipeline:
  maxSharesPerBlock: 200000000
  duplicateCapacity: 4194304 # no pool sees so many shares per block; sets that grow to it would be measured instead
YAML
  start pool java "${flags[@]}" -jar "$pool" run --config "$work/pool.yaml"
}

seconds() { if $quick; then echo 1; else echo "$1"; fi; }

# load NAME OPTIONS...
load() {
  local name=$1
  shift
  echo "== $name"
  java -jar "$bench" load --server "$server" --pid "$pid" --label "$name" --json "$out/$name.json" "$@" |
    grep -E 'numbers\.(load|fanout|storms).*(acceptedPerSecond|serverCpuMicrosPerShare|Median|untilAll|p99) ' || true
}

both() { # both JOB_EVERY STEP: the floor and the pool, one after the other
  start_bare "$1"
  "$2" bare
  stop_all
  start_pool "$1"
  "$2" otedama
  stop_all
}

half_of_saturation() { # SERVER WARMUP_SECONDS: at half of what the pool takes with one share in flight
  local most
  most=$(sed -n 's/.*"acceptedPerSecond" : \([0-9]*\).*/\1/p' "$out/load-50x1-otedama.json" | head -1)
  load "load-half-$1" --connections 50 --depth 8 --rate $((most / 2)) --warmup "$(seconds "$2")" --seconds "$(seconds 20)"
}

step_load() {
  load "load-50x1-$1" --connections 50 --depth 1 --warmup "$(seconds 15)" --seconds "$(seconds 15)"
  if [[ $1 == otedama ]]; then
    half_of_saturation otedama 20
  fi
  load "load-50x8-$1" --connections 50 --depth 8 --warmup "$(seconds 10)" --seconds "$(seconds 15)"
  load "load-15000-$1" --connections "$($quick && echo 500 || echo 15000)" --depth 1 --ramp 2500 \
    --warmup "$(seconds 15)" --seconds "$(seconds 15)"
}

step_fanout() {
  load "fanout-$1" --connections "$($quick && echo 500 || echo 10000)" --rate none --ramp 2500 --warmup 0 \
    --seconds "$(seconds 90)"
}

for step in "${steps[@]}"; do
  case $step in
    load)
      both 60 step_load
      start_bare 60
      half_of_saturation bare 10
      stop_all
      ;;
    sv2) # the pool alone: the same miners over Stratum V1 and over V2 (encrypted, a standard channel each), after one another
      start_pool 60
      load "sv2-50x1-v1" --connections 50 --depth 1 --warmup "$(seconds 15)" --seconds "$(seconds 15)"
      load "sv2-50x8-v1" --connections 50 --depth 8 --warmup "$(seconds 5)" --seconds "$(seconds 15)"
      load "sv2-50x1-v2" --sv2 --connections 50 --depth 1 --warmup "$(seconds 15)" --seconds "$(seconds 15)"
      load "sv2-50x8-v2" --sv2 --connections 50 --depth 8 --warmup "$(seconds 5)" --seconds "$(seconds 15)"
      stop_all
      java -jar "$bench" bandwidth --seconds "$(seconds 300)" --json "$out/bandwidth.json"
      ;;
    curve)
      start_pool 20
      java -jar "$bench" curve --server "$server" --pid "$pid" --connections 50 --depth 8 --label otedama \
        --first-warmup "$(seconds 15)" --warmup "$(seconds 2)" --seconds "$(seconds 10)" \
        --json "$out/curve.json" --svg "$out/curve.svg"
      stop_all
      ;;
    fanout) both 3 step_fanout ;;
    storm)
      start_pool 60
      load warm-up --connections 50 --depth 1 --warmup "$(seconds 10)" --seconds 1
      rm "$out/warm-up.json"
      load storm-otedama --connections 50 --depth 8 --rate 10000 --storm "$($quick && echo 500 || echo 10000)" \
        --storm-rounds 3 --warmup "$(seconds 5)" --seconds "$(seconds 10)"
      stop_all
      ;;
    cases)
      java "${flags[@]}" -jar "$bench" block --json "$out/block.json" $($quick && echo --blocks 5 --warm-up 2 --transactions 200)
      java -Xmx768m -jar "$bench" sessions --json "$out/sessions.json" $($quick && echo --sessions 500)
      java "${flags[@]}" -jar "$bench" allocation --json "$out/allocation.json" --seconds "$(seconds 10)"
      java "${flags[@]}" -jar "$bench" restart --json "$out/restart.json" $($quick && echo --shares 100000)
      ;;
    jmh)
      if $quick; then
        java -jar "$bench" jmh --smoke
      else
        java -jar "$bench" jmh -wi 2 -i 3 -p producers=2 -rf json -rff "$out/jmh.json" >"$work/jmh.out"
        sed -n '/cpu ratio/,$p' "$work/jmh.out"
      fi
      ;;
    *)
      echo "no step is called '$step'" >&2
      exit 2
      ;;
  esac
done
java -jar "$bench" summary "$out"
