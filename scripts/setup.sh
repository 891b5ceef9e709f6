#!/usr/bin/env bash
# Installs what the build needs and this machine lacks, and only that.
#
#   scripts/setup.sh                      what build, tests and benchmarks need
#   scripts/setup.sh coverage|format|tidy|fuzz …   and what these targets of the Makefile need
#
# On Debian and its relatives: as root it installs what is missing and says what; without root it prints the one
# command that is needed and exits with 2. Elsewhere it looks for the libraries and names those that are missing.
set -euo pipefail

packages=(build-essential cmake ninja-build pkg-config ccache libfmt-dev libsqlite3-dev libzstd-dev libxxhash-dev libarchive-dev libcurl4-openssl-dev libssl-dev nlohmann-json3-dev
          libcli11-dev libgumbo-dev libtomlplusplus-dev libpugixml-dev libeigen3-dev libboost-dev libgtest-dev libbenchmark-dev)
for extra in "$@"; do
  case $extra in
    coverage) packages+=(gcovr) ;;
    format) packages+=(clang-format) ;;
    tidy) packages+=("clang-tidy-19|clang-tidy-20|clang-tidy-21") ;;
    fuzz) packages+=(clang-19 libclang-rt-19-dev) ;;
    *) echo "setup: there is no extra '$extra' (coverage, format, tidy, fuzz)" >&2; exit 2 ;;
  esac
done

say() { echo "setup: $*" >&2; }

# Debian: which of the packages are not installed. A name may give others that serve as well: "a|b".
missing_packages() {
  local installed package name
  installed=" $(dpkg-query -W -f='${Package}=${db:Status-Status} ' 2>/dev/null) pkgconf=absent "
  for package in "${packages[@]}"; do
    for name in ${package//|/ }; do
      [[ $installed == *" $name=installed "* ]] && continue 2
    done
    # pkgconf is pkg-config by another name.
    [[ $package == pkg-config && $installed == *" pkgconf=installed "* ]] && continue
    echo "$package"
  done
}

# Elsewhere: which programs and pkg-config modules are not there.
missing_elsewhere() {
  local tool module
  for tool in "${CXX:-g++}" cmake ninja pkg-config; do
    command -v "$tool" >/dev/null || echo "$tool"
  done
  for module in fmt sqlite3 libzstd libxxhash libarchive libcurl libcrypto nlohmann_json CLI11 gumbo tomlplusplus pugixml eigen3 gtest benchmark; do
    pkg-config --exists "$module" 2>/dev/null || echo "$module"
  done
  # Boost's headers have no module of pkg-config; this one came with 1.71.
  echo '#include <boost/random/sobol.hpp>' | "${CXX:-g++}" -E -x c++ - >/dev/null 2>&1 || echo boost
}

# Of each "a|b" the first that the package lists know.
choose_packages() {
  local package name
  for package in "$@"; do
    for name in ${package//|/ }; do
      if [[ $package != *"|"* ]] || apt-cache show "$name" >/dev/null 2>&1; then
        echo "$name"
        continue 2
      fi
    done
    echo "${package%%|*}"
  done
}

install() {
  export DEBIAN_FRONTEND=noninteractive
  local options=(-y -q --no-install-recommends -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
  if [[ -n $(dpkg --audit 2>/dev/null) ]]; then
    say "an earlier installation was not finished; finishing it first"
    dpkg --configure -a || true
    apt-get "${options[@]}" -f install || true
  fi
  apt-get -q -o Acquire::Retries=3 update || say "the package lists could not all be read anew; going on with the old ones"
  mapfile -t chosen < <(choose_packages "$@")
  if ! apt-get "${options[@]}" install "${chosen[@]}"; then
    say "trying once more"
    apt-get "${options[@]}" -f install || true
    apt-get "${options[@]}" install "${chosen[@]}"
  fi
}

check_compiler() {
  [[ -n ${CXX:-} ]] && return 0
  local version
  version=$(g++ -dumpversion 2>/dev/null || echo 0)
  if (( ${version%%.*} < 12 )); then
    say "g++ $version is too old: g++ 12 or later is needed, or clang 19 (set CXX)"
    exit 2
  fi
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  mapfile -t missing < <(missing_elsewhere)
  if (( ${#missing[@]} > 0 )); then
    say "please install (programs and pkg-config modules): ${missing[*]}"
    exit 2
  fi
  check_compiler
  exit 0
fi

mapfile -t missing < <(missing_packages)
if (( ${#missing[@]} > 0 )); then
  if (( EUID != 0 )); then
    if (( $# == 0 )) && [[ -z $(missing_elsewhere) ]]; then
      exit 0  # They were installed in another way.
    fi
    say "missing: ${missing[*]}"
    say "please run:"
    mapfile -t chosen < <(choose_packages "${missing[@]}")
    echo "  sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends ${chosen[*]}'" >&2
    exit 2
  fi
  say "installing what is missing: ${missing[*]}"
  install "${missing[@]}" >&2 || { say "could not install: ${missing[*]}"; exit 1; }
  mapfile -t missing < <(missing_packages)
  if (( ${#missing[@]} > 0 )); then
    say "still missing: ${missing[*]}"
    exit 1
  fi
fi
check_compiler
