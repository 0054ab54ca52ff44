# shellcheck shell=bash disable=SC2154,SC2086  # the caller sets `root`; sets and targets are words
# Sourced by the scripts beside it: build NAME SETS TARGETS [CMAKE OPTION...] brings build/NAME up to date.
#
# Quiet, but for a line on stderr when it will take a while, and for the compiler's own words when it fails. Packages are
# looked at only when the folder is new or packages.txt has changed, so that a call with nothing to do takes a tenth of a second.
# One build of a folder at a time: a second caller waits for the first.

# Runs its arguments with their output kept in build/NAME/build.log, shown only if they fail.
logged() {
  local log="$folder/build.log"
  "$@" >"$log" 2>&1 </dev/null && return 0
  echo "thaw: this failed: $*" >&2
  cat "$log" >&2
  return 1
}

# True if cmake has to be asked anew: never configured, configured elsewhere (a copied or moved folder), or other options.
stale() {
  [ -f "$folder/build.ninja" ] || return 0
  grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt" || return 0
  grep -qxF "CMAKE_CACHEFILE_DIR:INTERNAL=$folder" "$folder/CMakeCache.txt" || return 0
  [ "$(cat "$folder/options" 2>/dev/null)" = "$options" ] || return 0
  return 1
}

configure() {
  require_packages $sets || return 1
  echo "thaw: building $name in ${folder#"$root/"} (once; it takes some minutes)" >&2
  logged cmake --fresh -S "$root" -B "$folder" -G Ninja "$@" || return 1
  printf '%s' "$options" >"$folder/options"
  touch "$folder/packages-seen"
  first_build=yes
}

# The line given, unless killed within three seconds; whoever reads our output need not wait for the sleep.
say_if_slow() {
  exec 9>&-
  sleep 3 >/dev/null 2>&1 &
  wait $!
  echo "$1" >&2
}

build_locked() {
  local name=$1 sets=$2 targets=$3 folder="$root/build/$1" options first_build=
  shift 3
  options="$*"
  if stale; then
    configure "$@" || return 1
  elif [ "$root/packages.txt" -nt "$folder/packages-seen" ]; then
    require_packages $sets || return 1
    touch "$folder/packages-seen"
  fi
  [ -n "$first_build" ] || say_if_slow "thaw: bringing $name up to date" &
  local notice=$! status=0
  logged cmake --build "$folder" --target $targets || status=1
  kill $notice 2>/dev/null || true
  return $status
}

# A compiler cache that cannot be written fails the compilation, as for a user without a home.
[ -n "${CCACHE_DIR:-}" ] || [ -w "${HOME:-}" ] || export CCACHE_DIR="$root/build/ccache"

build() {
  # Before anything is written, so that a machine which lacks something and cannot get it is left as it was.
  [ -f "$root/build/$1/build.ninja" ] || require_packages $2 || return 1
  mkdir -p "$root/build/$1" || return 1
  # The lock is let go with the subshell, so that the program which is run afterwards does not hold it.
  (
    command -v flock >/dev/null && flock 9
    build_locked "$@"
  ) 9>"$root/build/$1/lock"
}
