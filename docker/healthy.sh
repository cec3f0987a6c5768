#!/usr/bin/env bash
# Whether this container's server answers and reaches its database. The image has neither curl nor wget.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/${OUTLAY_LISTEN##*:}"
printf 'GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r _ status _ <&3
[ "$status" = 200 ]
