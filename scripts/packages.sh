# shellcheck shell=bash disable=SC2154  # the caller sets `root`
# Sourced by the scripts beside it: require_packages SET... installs what packages.txt lists in those sets and is missing.
#
# Says on stderr what it does. Where it cannot install (no apt, or no right to), it changes nothing, prints what is needed
# and fails. THAW_PACKAGES=installed says that the like is there under other names, and nothing is looked for.

# The packages of the sets given, one per line.
listed_packages() {
  awk -v sets=" $* " '
    /^# [a-z]+:/ { name = $2; sub(":", "", name); wanted = index(sets, " " name " ") > 0; next }
    /^[a-z0-9]/ && wanted { print $1 }' "$root/packages.txt"
}

# Those of the packages given that are not installed, one per line.
missing_packages() {
  local installed
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | awk '$1 == "installed" { print $2 }')
  comm -23 <(printf '%s\n' "$@" | LC_ALL=C sort -u) <(printf '%s\n' "$installed" | LC_ALL=C sort -u)
}

# True if packages can be installed: as root, or by a sudo that works without asking or can ask on a terminal.
may_install() {
  [ "$(id -u)" = 0 ] && return 0
  command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [ -t 0 ] && [ -t 2 ]; }; }
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Another installation may be going on: wait for it rather than fail.
apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 "$@" >&2 </dev/null
}

install_packages() {
  # Lists that are old or absent would make the installation fail; if they cannot be fetched, those that are here may still do.
  apt_get update || echo "thaw: the package lists could not be fetched; trying with those that are here" >&2
  apt_get install -y --no-install-recommends "$@"
}

require_packages() {
  [ "${THAW_PACKAGES:-}" = installed ] && return 0
  local wanted missing
  wanted=$(listed_packages "$@")
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    {
      echo "thaw: this machine has no apt, so nothing was installed or built. Needed are, by their names in Debian 12:"
      echo "$wanted" | paste -s -d ' ' - | fold -s -w 90 | sed 's/^/  /; s/ *$//'
      echo "Install their like, then set THAW_PACKAGES=installed and try again."
    } >&2
    return 1
  fi
  # shellcheck disable=SC2086  # one word per package
  missing=$(missing_packages $wanted)
  [ -z "$missing" ] && return 0
  missing=${missing//$'\n'/ }
  # shellcheck disable=SC2086
  if may_install; then
    echo "thaw: installing with apt-get: $missing" >&2
    install_packages $missing && return 0
    echo "thaw: the packages could not be installed" >&2
  else
    echo "thaw: packages are missing, and installing them needs root or sudo; nothing was installed or built" >&2
  fi
  echo "thaw: as root: apt-get install --no-install-recommends $missing" >&2
  return 1
}
