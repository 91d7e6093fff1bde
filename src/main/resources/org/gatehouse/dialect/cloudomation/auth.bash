#!/usr/bin/env bash
#
# Logs in to Gatehouse at @PUBLIC_URL@ and stores the token in the file "token" beside this script:
#
#   $ ./auth.bash
#   $ sed 's/^/Authorization: /' token | curl --header @- @PUBLIC_URL@/api/1/user/kevin
#
# GATEHOUSE_WORKSPACE and GATEHOUSE_USER, if set, are what the first two prompts suggest. Needs curl
# and jq. Secrets go from program to program by standard input only: a command line, and with it
# whatever stands there, shows in the list of processes.

# Other shells read as far as this.
if [ -z "${BASH_VERSION:-}" ]; then
  echo "This script needs bash. Please run it with: bash $0" 1>&2
  exit 1
fi

set -u

SERVER="@PUBLIC_URL@"

# @LOGIN@

say() {
  printf '%s\n' "$1"
}

# Whatever way this script ends: the terminal shows again what is typed, no half-written file stays.
clean_up() {
  show_what_is_typed
  if [[ -n $NEW_FILE ]]; then
    rm -f -- "$NEW_FILE"
  fi
}

store_token() {
  umask 077
  if NEW_FILE=$(mktemp -- "$DIR/.token.XXXXXX") &&
    printf '%s\n' "$TOKEN" >"$NEW_FILE" &&
    chmod -- 400 "$NEW_FILE" &&
    mv -f -- "$NEW_FILE" "$TOKEN_FILE"; then
    NEW_FILE=""
  else
    fail "Failed to store the token in $TOKEN_FILE!"
  fi
}

main() {
  # Variables of the caller by these names would hand what we put in to every program we start.
  unset -v ANSWER PASSWORD OTP TOKEN HEADERS BODY auth reply
  set +a
  TERMINAL=""
  NEW_FILE=""
  trap clean_up EXIT
  trap 'exit 1' HUP INT TERM

  require_programs
  [[ -f ${BASH_SOURCE[0]:-} ]] || fail "Please save this script in a file, and run that."
  DIR=$(dirname -- "${BASH_SOURCE[0]}")
  TOKEN_FILE="$DIR/token"
  [[ -w $DIR && ! -d $TOKEN_FILE ]] || fail "The token can't be stored in $TOKEN_FILE."
  keep_from_proxies

  say "Authenticating..."
  ask "Workspace Name" "${GATEHOUSE_WORKSPACE:-}"
  WORKSPACE=$ANSWER
  ask "User Name" "${GATEHOUSE_USER:-}"
  USER_NAME=$ANSWER
  ask_password
  PASSWORD=$ANSWER

  log_in
  store_token
  say "Token was stored in $TOKEN_FILE. All done!"
}

main
