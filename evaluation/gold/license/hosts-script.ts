// Bodies of code in scripting languages, into which notices are put; `%%%` is where the imports end.
import type { HostTable } from './host.ts'

export const hostsOfScript = {
  ruby: {
    path: 'lib/@thing@/queue.rb',
    styles: ['hash', 'rubyBlock', 'hashBox'],
    body: `require 'set'
require 'json'
%%%
module @Thing@
  # Keeps jobs by priority; a job is never queued twice.
  class Queue
    attr_reader :size

    def initialize(limit: 100)
      @limit = limit
      @jobs = []
      @seen = Set.new
      @size = 0
    end

    def push(job, priority = 0)
      return false if @seen.include?(job.id) || full?

      @seen << job.id
      @jobs << [priority, job]
      @jobs.sort_by!(&:first)
      @size += 1
      true
    end

    def full?
      @size >= @limit
    end

    def to_json(*args)
      @jobs.map { |priority, job| { priority: priority, id: job.id } }.to_json(*args)
    end
  end
end`,
  },
  perl: {
    path: 'bin/@thing@-report.pl',
    opening: '#!/usr/bin/perl -w',
    styles: ['hash', 'hashBox', 'hashRuled'],
    body: `use strict;
use Getopt::Long;
use POSIX qw(strftime);
%%%
my %total;
my $verbose = 0;
my $since = '1970-01-01';

GetOptions('verbose!' => \\$verbose, 'since=s' => \\$since) or die "bad options\\n";

while (my $line = <STDIN>) {
    chomp $line;
    next if $line =~ /^\\s*(#|$)/;
    my ($date, $name, $amount) = split /\\t/, $line;
    next if $date lt $since;
    $total{$name} += $amount;
}

printf "@thing@ report of %s\\n", strftime('%Y-%m-%d', localtime);
foreach my $name (sort { $total{$b} <=> $total{$a} } keys %total) {
    printf "%-30s %12.2f\\n", $name, $total{$name};
}`,
  },
  shell: {
    path: 'scripts/backup-@thing@.sh',
    opening: '#!/bin/sh',
    styles: ['hash', 'hashBox', 'hashDouble'],
    body: `set -eu

. /etc/default/@thing@
%%%
target=$BACKUP_DIR/@thing@-$(date +%Y%m%d).tar.gz
keep=14

fail() {
	echo "backup: $1" >&2
	exit 1
}

[ -d "$DATA_DIR" ] || fail "no such folder: $DATA_DIR"
[ -w "$BACKUP_DIR" ] || fail "cannot write to $BACKUP_DIR"

tar -C "$DATA_DIR" -czf "$target.part" .
mv "$target.part" "$target"

# Old backups go, newest first stay.
ls -1t "$BACKUP_DIR"/@thing@-*.tar.gz | tail -n +$keep | while read -r old; do
	rm -f -- "$old"
done`,
  },
  lua: {
    path: 'mods/@thing@/init.lua',
    styles: ['dashes', 'lua'],
    body: `local S = minetest.get_translator("@thing@")
%%%
@thing@ = { nodes = {}, radius = 3 }

local function near(pos, name)
  local low = vector.subtract(pos, @thing@.radius)
  local high = vector.add(pos, @thing@.radius)
  return #minetest.find_nodes_in_area(low, high, { name }) > 0
end

minetest.register_node("@thing@:block", {
  description = S("@Thing@ block"),
  tiles = { "@thing@_block.png" },
  groups = { cracky = 2 },
  on_construct = function(pos)
    if near(pos, "default:water_source") then
      minetest.get_meta(pos):set_int("wet", 1)
    end
  end,
})`,
  },
  tcl: {
    path: 'gui/@thing@_panel.tcl',
    styles: ['hash', 'hashBox'],
    body: `package require Tk
namespace eval ::@thing@ {}
%%%
proc ::@thing@::panel {parent args} {
    set frame [ttk::frame $parent.@thing@ -padding 6]
    set row 0
    foreach {label variable} $args {
        grid [ttk::label $frame.l$row -text $label] -row $row -column 0 -sticky w
        grid [ttk::entry $frame.e$row -textvariable $variable] -row $row -column 1 -sticky we
        incr row
    }
    grid columnconfigure $frame 1 -weight 1
    return $frame
}

proc ::@thing@::clear {frame} {
    foreach child [winfo children $frame] {
        if {[winfo class $child] eq "TEntry"} { $child delete 0 end }
    }
}`,
  },
  r: {
    path: 'R/@thing@_summary.R',
    styles: ['hash', 'hashDouble'],
    body: `library(stats)
library(graphics)
%%%
@thing@_summary <- function(frame, by = "site", probs = c(0.05, 0.5, 0.95)) {
  stopifnot(is.data.frame(frame), by %in% names(frame))
  parts <- split(frame$value, frame[[by]])
  result <- t(sapply(parts, quantile, probs = probs, na.rm = TRUE))
  colnames(result) <- paste0("q", probs * 100)
  result
}

plot_@thing@ <- function(frame, ...) {
  boxplot(value ~ site, data = frame, las = 2, ylab = "@thing@", ...)
  invisible(frame)
}`,
  },
  julia: {
    path: 'src/@Thing@Walk.jl',
    styles: ['hash', 'julia'],
    body: `module @Thing@Walk

using Random
using Statistics
%%%
export walk, spread

"""A random walk of n steps that starts at zero."""
function walk(rng::AbstractRNG, n::Integer)
    position = 0
    path = Vector{Int}(undef, n)
    for i in 1:n
        position += rand(rng, (-1, 1))
        path[i] = position
    end
    path
end

spread(paths) = std(last.(paths))

end`,
  },
} as const satisfies HostTable
