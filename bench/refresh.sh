#!/usr/bin/env bash
# How often in a second one client refreshes its token, each time the one that it got last, and what else it could ask with
# a token. Rounds in turn; the table has their medians. Then what so many refreshes have left in the database.
#
#   export GATEHOUSE_DATA="$(mktemp -d)"
#   export GATEHOUSE_DB_URL="jdbc:h2:file:$GATEHOUSE_DATA/gatehouse;AUTO_SERVER=TRUE"   # so that rows can be counted
#   ./mvnw -Prun                                                                        # in another terminal
#   bench/refresh.sh [http://localhost:8080] [refreshes in all, such as 100000]
set -euo pipefail
base=${1:-http://localhost:8080}
refreshes=${2:-5000}
cd "$(dirname "$0")/.."
./mvnw -q -ntp test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath
exec java -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" org.gatehouse.bench.RefreshBench \
  "$base" "$refreshes"
