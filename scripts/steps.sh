# Sourced by setup.sh: runs one step of the set-up with one line on the screen, its output in a log that is shown only
# when the step fails.

# The steps, their number and a short name: step NAME COMMAND...
step_count=8
step_number=0

step() {
  step_number=$((step_number + 1))
  step_label="[$step_number/$step_count] $1"
  shift
  log=$cache/logs/setup-$step_number.log
  if ! is_done "$1"; then
    run_step "$@"
  fi
}

# A step is a function with a twin of the same name and _done, which says whether there is nothing to do.
is_done() { "${1}_done" >/dev/null 2>&1; }

run_step() {
  mkdir -p "$cache/logs"
  started=$(date +%s)
  printf '%s ...' "$step_label" >&2
  ("$@") >"$log" 2>&1 9>&- &
  child=$!
  trap 'end_tree "$child"; printf "\n" >&2; exit 130' INT TERM
  while kill -0 "$child" 2>/dev/null; do
    sleep 0.2
    if [ -t 2 ]; then printf '\r%s ... %s s' "$step_label" "$(($(date +%s) - started))" >&2; fi
  done
  status=0
  wait "$child" || status=$?
  trap - INT TERM
  if [ "$status" -ne 0 ]; then
    printf '\n' >&2
    report_failure "$1"
    exit 1
  fi
  if [ -t 2 ]; then printf '\r%s ... done in %s s\n' "$step_label" "$(($(date +%s) - started))" >&2
  else printf ' done in %s s\n' "$(($(date +%s) - started))" >&2; fi
}

# Ends a process and all below it: Ctrl-C does not reach what a script runs in the background.
end_tree() {
  for below in $(cat "/proc/$1"/task/*/children 2>/dev/null); do end_tree "$below"; done
  kill "$1" 2>/dev/null || :
}

# What was expected, what was found (the end of the log), what to type.
report_failure() {
  echo "codelupe: set-up could not finish this step." >&2
  echo "expected: $(hint "$1" expected)" >&2
  echo "found, at the end of $log:" >&2
  tail -n 12 "$log" | sed 's/^/  /' >&2
  echo "type:     $(hint "$1" type)" >&2
}

# Stops with a sentence for the user; its parts are what was expected, what was found, what to type.
refuse() {
  echo "codelupe: expected $1" >&2
  echo "found:  $2" >&2
  echo "type:   $3" >&2
  exit 1
}

# A folder that appears whole or not at all: whole FOLDER COMMAND..., where COMMAND fills the folder named in $part.
whole() {
  target=$1
  part=$target.part
  shift
  rm -rf "$part"
  mkdir -p "$part"
  "$@"
  rm -rf "$target"
  mv "$part" "$target"
}
