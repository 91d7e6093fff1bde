#!/usr/bin/env bash
# Requests a second to a running Gatehouse by what they carry: a cookie, credentials in every request (remembered),
# and credentials that are judged each time. Three rounds in turn; the table has the medians and the ratio to the cookie.
#
#   GATEHOUSE_DATA="$(mktemp -d)" ./mvnw -Prun        # in another terminal
#   bench/credentials.sh [http://localhost:8080] [requests a round]
set -euo pipefail
base=${1:-http://localhost:8080}
requests=${2:-2000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
name=bench$RANDOM$RANDOM
password='correct horse battery staple'

post() { curl -sf --json "$2" ${3:+-H "Authorization: $3"} "$base$1"; }
token=$(post /api/1/signup "{\"workspace_name\":\"$name\",\"workspace_uid\":\"$name\",\"user_name\":\"ann\",\"email\":\"ann@example.com\",\"password\":\"$password\"}" | jq -r .token)
developer=$(post /api/1/developer-key '{"name":"bench"}' "$token" | jq -r .key)

application="credentials%5BdeveloperOrganization%5D=$name&credentials%5BdeveloperKey%5D=$developer"
person="credentials%5Bdomain%5D=$name&credentials%5Blogin%5D=ann&credentials%5Bpassword%5D=${password// /+}"
me="$base/api/1/users/me.json"

# One curl with many addresses keeps its connection; what it costs itself is the same for all.
urls() { for ((i = 0; i < $2; i++)); do echo "url = \"$1\""; echo "output = /dev/null"; done >"$work/urls"; }
# requests, seconds -> a second
rate() {
  local count=$1 started ended
  shift
  started=$(date +%s.%N)
  curl -s --fail -K "$work/urls" "$@"
  ended=$(date +%s.%N)
  jq -n "$count / ($ended - $started)"
}

curl -sf -c "$work/cookies" -o /dev/null "$me?$application&$person"
for round in 0 1 2 3; do
  urls "$me" "$requests"
  a=$(rate "$requests" -b "$work/cookies")
  urls "$me?$application&$person" "$requests"
  b=$(rate "$requests")
  # What every request would cost if nothing were remembered: a login that nobody remembers.
  few=$((requests / 50 > 20 ? requests / 50 : 20))
  urls "$base/api/1/auth" "$few"
  c=$(rate "$few" --json "{\"client_name\":\"$name\",\"user_name\":\"ann\",\"password\":\"$password\"}")
  # The first round warms up.
  [ "$round" = 0 ] || echo "$a $b $c" >>"$work/rounds"
done

median() { cut -d' ' -f"$1" "$work/rounds" | sort -g | sed -n 2p; }
cookie=$(median 1)
echo "| a request carries | requests/s | to the cookie |"
echo "|---|---:|---:|"
row() { jq -rn --arg what "$1" "\"| \\(\$what) | \\($2 | round) | \\(($2 / $cookie) * 1000 | round / 1000) |\""; }
row "the session cookie" "$cookie"
row "credentials, remembered" "$(median 2)"
row "credentials, hashed each time" "$(median 3)"
