// Short files that are useful all the same: some thirty to sixty words with a point, in many languages.
import { type Body, file } from './kit.ts'

const short = (family: string, path: string, text: string, other?: string): Body => ({
  family,
  path,
  near: 'size',
  text,
  others: other ? [{ path: other, licence: 'spdx' }] : [],
})

export const shortBodies: readonly Body[] = [
  short(
    'short-javascript-debounce',
    'src/debounce.js',
    file`
/** Calls back once nothing has happened for a while. */
export function debounce(callback, wait = 200) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => callback(...values), wait);
  };
}
`,
    'lib/util/debounce.js',
  ),
  short(
    'short-python-dataclass',
    'geometry/point.py',
    file`
from dataclasses import dataclass
from math import hypot


@dataclass(frozen=True)
class Point:
    """A point of the plane, in metres."""

    x: float = 0.0
    y: float = 0.0

    def distance(self, other: "Point") -> float:
        return hypot(self.x - other.x, self.y - other.y)
`,
  ),
  short(
    'short-go-errors',
    'store/errors.go',
    file`
package store

import "errors"

var (
	// ErrNotFound is returned where no row has the key.
	ErrNotFound = errors.New("store: not found")
	// ErrConflict is returned where the row has changed since it was read.
	ErrConflict = errors.New("store: changed by somebody else")
)
`,
    'internal/cache/errors.go',
  ),
  short(
    'short-rust-newtype',
    'src/id.rs',
    file`
use std::fmt;

/// The number of a member; other numbers do not fit where one is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MemberId(pub u32);

impl fmt::Display for MemberId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "M{:06}", self.0)
    }
}
`,
  ),
  short(
    'short-shell-wrapper',
    'bin/with-lock',
    file`
#!/bin/sh
# Runs a command unless another one holds the lock of the same name.
# usage: with-lock NAME COMMAND [ARGUMENT...]
set -eu
name=$1
shift
exec flock --nonblock --conflict-exit-code 75 "/run/lock/$name" "$@"
`,
  ),
  short(
    'short-sql-view',
    'views/open_invoices.sql',
    file`
-- What customers still owe, for the dunning run.
create or replace view open_invoices as
select i.id, i.customer_id, i.due_on, i.total - coalesce(sum(p.amount), 0) as open
from invoices i
left join payments p on p.invoice_id = i.id
group by i.id
having i.total > coalesce(sum(p.amount), 0);
`,
    'sql/views/unpaid.sql',
  ),
  short(
    'short-typescript-guard',
    'src/guards.ts',
    file`
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** Whether a value is an object with keys, and neither null nor an array. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
`,
  ),
  short(
    'short-css-visually-hidden',
    'css/hidden.css',
    file`
/* Hidden from the eye, but read by screen readers. */
.visually-hidden:not(:focus):not(:active) {
  position: absolute;
  width: 1px;
  height: 1px;
  margin: -1px;
  padding: 0;
  border: 0;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
`,
    'assets/a11y.css',
  ),
  short(
    'short-dockerfile',
    'docs/Dockerfile',
    file`
# The handbook: built strictly, so that a broken link breaks the build.
FROM python:3.12-slim AS build
WORKDIR /docs
COPY requirements.txt mkdocs.yml ./
RUN pip install --no-cache-dir -r requirements.txt
COPY docs docs
RUN mkdocs build --strict

FROM nginx:alpine
COPY --from=build /docs/site /usr/share/nginx/html
`,
  ),
  short(
    'short-kotlin-extension',
    'src/main/kotlin/text/Ellipsis.kt',
    file`
package text

/** Cuts at [limit] characters, at a blank if there is one, and says so with an ellipsis. */
fun String.ellipsis(limit: Int): String {
    if (length <= limit) return this
    val end = lastIndexOf(' ', limit).takeIf { it > 0 } ?: limit
    return take(end).trimEnd() + "…"
}
`,
    'common/Shorten.kt',
  ),
  short(
    'short-haskell-module',
    'src/Data/List/Runs.hs',
    file`
module Data.List.Runs (runs) where

import Data.List (group)

-- | Run lengths of a list: @runs "aab" == [('a', 2), ('b', 1)]@.
runs :: Eq a => [a] -> [(a, Int)]
runs xs = [(x, length same) | same@(x : _) <- group xs]
`,
  ),
  short(
    'short-c-header',
    'include/clamp.h',
    file`
#ifndef CLAMP_H
#define CLAMP_H

/* Limits a value to a range; low must not be above high. */
static inline int clamp(int value, int low, int high)
{
    if (value < low)
        return low;
    return value > high ? high : value;
}

#endif
`,
    'libs/base/clamp.h',
  ),
  short(
    'short-ruby-service',
    'app/services/close_account.rb',
    file`
# Closes an account for good: nobody can sign in any more, and the address is free again.
class CloseAccount
  def initialize(account, clock: Time)
    @account = account
    @clock = clock
  end

  def call
    return :already_closed if @account.closed_at

    @account.sessions.destroy_all
    @account.update!(closed_at: @clock.now, email: nil)
    :closed
  end
end
`,
  ),
  short(
    'short-lua-options',
    'after/ftplugin/gitcommit.lua',
    file`
-- Commit messages: wrap at 72, check the spelling, begin in the first line.
vim.opt_local.textwidth = 72
vim.opt_local.spell = true
vim.opt_local.colorcolumn = { 51, 73 }

vim.schedule(function()
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
end)
`,
  ),
]
