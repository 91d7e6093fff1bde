fail() {
  printf '%s\n' "$1" 1>&2
  exit 1
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
    show_what_is_typed
    echo "" 1>&2
  else
    read_line
  fi
}

show_what_is_typed() {
  if [[ -n $TERMINAL ]]; then
    stty "$TERMINAL"
    TERMINAL=""
  fi
}

require_programs() {
  local program
  for program in curl jq; do
    command -v "$program" >/dev/null || fail "This script needs $program. Please install it."
  done
}

# Plain http is for a server on this very machine: nothing for a proxy to see.
keep_from_proxies() {
  if [[ $SERVER == http:* ]]; then
    unset -v http_proxy all_proxy ALL_PROXY
  fi
}

# send PATH [OPTION OF CURL]...: one request of SEND_SECONDS at the most, 30 unless set; answers with STATUS, HEADERS and BODY.
send() {
  local reply
  # Without the answer "100 Continue", which would come before the headers.
  reply=$(
    curl -q --silent --show-error --include --suppress-connect-headers \
      --write-out '\n%{http_code}' --connect-timeout 10 --max-time "${SEND_SECONDS:-30}" \
      --header "Content-Type: application/json" --header "Expect:" "${@:2}" "$SERVER$1"
  ) || return 1
  STATUS=${reply##*$'\n'}
  reply=${reply%$'\n'*}
  HEADERS=${reply%%$'\r\n\r\n'*}
  HEADERS=${HEADERS//$'\r'/}
  BODY=${reply#*$'\r\n\r\n'}
}

has_header() {
  grep -qi "^$1 *$" <<<"$HEADERS"
}

# What the server says of a refusal: its first line, with nothing that a terminal would obey.
refusal() {
  local line=${BODY%%$'\n'*}
  line=${line//[[:cntrl:]]/}
  line=${line#"$STATUS: "}
  printf '%s' "$STATUS${line:+: $line}"
}

# Sends WORKSPACE, USER_NAME, PASSWORD and OTP.
send_auth() {
  local auth
  say "Sending auth..."
  auth=$(printf '%s\n' "$WORKSPACE" "$USER_NAME" "$PASSWORD" "$OTP" |
    jq --null-input --raw-input '[inputs]
      | {client_name: .[0], user_name: .[1], password: .[2], otp: .[3]}
      | with_entries(select(.value != ""))') || fail "Failed to prepare auth!"
  send "/api/1/auth" --data-binary @- < <(printf '%s' "$auth") ||
    fail "Failed to send auth! Is $SERVER the right address, and can this machine reach it?"
}

# Logs in by WORKSPACE, USER_NAME and PASSWORD, and asks for a code if one is wanted; answers with TOKEN.
log_in() {
  OTP=""
  send_auth
  if [[ $STATUS == 401 ]] && has_header "Gatehouse-Second-Factor: *totp"; then
    read_line -p "2FA Code: "
    OTP=$ANSWER
    send_auth
  fi
  case $STATUS in
    200) ;;
    401) fail "Authentication failed: 401: Unauthorized" ;;
    503) fail "The server is busy: 503: Service Unavailable. Please try again in a few seconds." ;;
    *) fail "Authentication failed: $(refusal)" ;;
  esac
  say "Extracting token..."
  TOKEN=$(printf '%s' "$BODY" | jq --exit-status --raw-output '.token | strings') ||
    fail "Failed to extract token!"
}
