#!/bin/bash
# What the script of this name in the public image does: a data folder for POSTGRES_USER with POSTGRES_DB and what
# /docker-entrypoint-initdb.d says, then the server.
set -eu
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"
  chown postgres "$PGDATA"
  chmod 700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$0" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  # shellcheck disable=SC2086
  initdb --pgdata="$PGDATA" --username="$POSTGRES_USER" --pwfile=<(echo "$POSTGRES_PASSWORD") \
    --auth=scram-sha-256 --no-instructions ${POSTGRES_INITDB_ARGS:-}
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  printf "listen_addresses = '*'\nunix_socket_directories = '/tmp'\n" >>"$PGDATA/postgresql.conf"
  if [ "$POSTGRES_DB" != postgres ]; then
    echo "CREATE DATABASE \"$POSTGRES_DB\"" | postgres --single -D "$PGDATA" postgres
  fi
  # Alone, the server takes a line for a statement: enough for what compose/ puts there.
  for file in /docker-entrypoint-initdb.d/*.sql; do
    if [ -f "$file" ]; then postgres --single -D "$PGDATA" "$POSTGRES_DB" <"$file"; fi
  done
fi
exec "$@"
