#!/bin/sh
# Copies the day's ledger to the second disk and keeps a fortnight of copies.
set -eu
source_folder=${1:?the folder of the ledger}
target_folder=${2:?the folder on the second disk}
keep_days=14

stamp=$(date +%Y-%m-%d)
target="$target_folder/ledger-$stamp.tar.gz"
if [ -e "$target" ]; then
  echo "there is a copy of today already: $target" >&2
  exit 0
fi
tar -czf "$target.part" -C "$source_folder" .
mv "$target.part" "$target"
find "$target_folder" -name 'ledger-*.tar.gz' -mtime "+$keep_days" -print | while read -r old; do
  echo "dropping the copy $old"
  rm -- "$old"
done
