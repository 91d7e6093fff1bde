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

fail() {
  printf '%s\n' "$1" 1>&2
  exit 1
}

# Whatever way this script ends: the terminal shows again what is typed, no half-written file stays.
clean_up() {
  if [[ -n $TERMINAL ]]; then
    stty "$TERMINAL"
  fi
  if [[ -n $NEW_FILE ]]; then
    rm -f -- "$NEW_FILE"
  fi
}

# A line from the keyboard or a pipe, into ANSWER.
read_line() {
  ANSWER=""
  IFS= read -r "$@" ANSWER || [[ -n $ANSWER ]] || fail "No input."
}

# ask PROMPT DEFAULT
ask() {
  # The bash of macOS is too old for a default that can be edited.
  if [[ -t 0 ]] && ((BASH_VERSINFO[0] >= 4)); then
    read_line -e -p "$1: " -i "$2"
  else
    read_line -p "$1${2:+ [$2]}: "
    ANSWER=${ANSWER:-$2}
  fi
}

ask_password() {
  if [[ -t 0 ]]; then
    TERMINAL=$(stty -g) || fail "Failed to hide the password!"
    stty -echo || fail "Failed to hide the password!"
    read_line -p "Password: "
    stty "$TERMINAL"
    TERMINAL=""
    echo ""
  else
    read_line
  fi
}

# Sends WORKSPACE, USER_NAME, PASSWORD and OTP; answers with STATUS, HEADERS and BODY.
send_auth() {
  local auth reply
  auth=$(printf '%s\n' "$WORKSPACE" "$USER_NAME" "$PASSWORD" "$OTP" |
    jq --null-input --raw-input '[inputs]
      | {client_name: .[0], user_name: .[1], password: .[2], otp: .[3]}
      | with_entries(select(.value != ""))') || fail "Failed to prepare auth!"
  reply=$(printf '%s' "$auth" |
    curl -q --silent --show-error --include --suppress-connect-headers \
      --write-out '\n%{http_code}' --connect-timeout 10 --max-time 30 \
      --header "Content-Type: application/json" --data-binary @- "$SERVER/api/1/auth") ||
    fail "Failed to send auth! Is $SERVER the right address, and can this machine reach it?"
  STATUS=${reply##*$'\n'}
  reply=${reply%$'\n'*}
  reply=${reply//$'\r'/}
  HEADERS=${reply%%$'\n\n'*}
  BODY=${reply#*$'\n\n'}
}

second_factor_is_wanted() {
  [[ $STATUS == 401 ]] && grep -qi '^Gatehouse-Second-Factor: *totp *$' <<<"$HEADERS"
}

check_status() {
  local line
  case $STATUS in
    200) ;;
    401) fail "Authentication failed: 401: Unauthorized" ;;
    503) fail "The server is busy: 503: Service Unavailable. Please try again in a few seconds." ;;
    *)
      line=${BODY%%$'\n'*}
      line=${line//[[:cntrl:]]/}
      line=${line#"$STATUS: "}
      fail "Authentication failed: $STATUS${line:+: $line}"
      ;;
  esac
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
  OTP=""
  trap clean_up EXIT
  trap 'exit 1' HUP INT TERM

  local program
  for program in curl jq; do
    command -v "$program" >/dev/null || fail "This script needs $program. Please install it."
  done
  [[ -f ${BASH_SOURCE[0]:-} ]] || fail "Please save this script in a file, and run that."
  DIR=$(dirname -- "${BASH_SOURCE[0]}")
  TOKEN_FILE="$DIR/token"
  [[ -w $DIR && ! -d $TOKEN_FILE ]] || fail "The token can't be stored in $TOKEN_FILE."
  # Plain http is for a server on this very machine: nothing for a proxy to see.
  if [[ $SERVER == http:* ]]; then
    unset -v http_proxy all_proxy ALL_PROXY
  fi

  echo "Authenticating..."
  ask "Workspace Name" "${GATEHOUSE_WORKSPACE:-}"
  WORKSPACE=$ANSWER
  ask "User Name" "${GATEHOUSE_USER:-}"
  USER_NAME=$ANSWER
  ask_password
  PASSWORD=$ANSWER

  echo "Sending auth..."
  send_auth
  if second_factor_is_wanted; then
    read_line -p "2FA Code: "
    OTP=$ANSWER
    echo "Sending auth..."
    send_auth
  fi
  check_status

  echo "Extracting token..."
  TOKEN=$(printf '%s' "$BODY" | jq --exit-status --raw-output '.token | strings') ||
    fail "Failed to extract token!"

  store_token
  echo "Token was stored in $TOKEN_FILE. All done!"
}

main
