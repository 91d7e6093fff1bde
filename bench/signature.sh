#!/usr/bin/env bash
# How many tokens a core signs and verifies in a second, by algorithm.
set -euo pipefail
cd "$(dirname "$0")/.."
./mvnw -q -ntp test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath
exec java -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" org.gatehouse.bench.SignatureBench
