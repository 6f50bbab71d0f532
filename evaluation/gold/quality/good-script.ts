// Good Lua, R, Julia and Perl: a scheduler, an analysis, a solver, a reader of logs.
import { type Body, file } from './kit.ts'

export const scriptBodies: readonly Body[] = [
  {
    family: 'lua-quest-machine',
    path: 'scripts/quests/machine.lua',
    text: file`
local Machine = {}
Machine.__index = Machine

-- A quest is a table of states; each state has on_enter, on_event and an optional timeout.
function Machine.new(quest, player)
  local self = setmetatable({ quest = quest, player = player, elapsed = 0 }, Machine)
  self:enter(quest.start)
  return self
end

function Machine:enter(name, ...)
  local state = self.quest.states[name]
  if not state then
    error(("quest %s has no state %s"):format(self.quest.id, tostring(name)), 2)
  end
  self.name, self.state, self.elapsed = name, state, 0
  if state.on_enter then
    state.on_enter(self.player, ...)
  end
end

function Machine:event(kind, ...)
  local handler = self.state.on_event and self.state.on_event[kind]
  if not handler then
    return false
  end
  local target = handler(self.player, ...)
  if target then
    self:enter(target, ...)
  end
  return true
end

function Machine:update(dt)
  self.elapsed = self.elapsed + dt
  local timeout = self.state.timeout
  if timeout and self.elapsed >= timeout.after then
    self:enter(timeout.go_to)
  end
end

return Machine
`,
    others: [
      { path: 'ai/behaviour.lua', swap: { machine: 'behaviour', quest: 'plan', player: 'agent' }, licence: 'mit' },
    ],
  },
  {
    family: 'r-river-levels',
    path: 'R/levels.R',
    text: file`
library(dplyr)
library(lubridate)

#' Reads the gauges of one river and fills short gaps.
#'
#' @param path a file with the columns time, gauge and level (in cm)
#' @param longest the longest gap, in hours, that is interpolated
read_levels <- function(path, longest = 6) {
  raw <- read.csv(path, stringsAsFactors = FALSE)
  raw$time <- ymd_hm(raw$time, tz = "UTC")
  raw %>%
    filter(!is.na(time), level > -50, level < 2000) %>%
    arrange(gauge, time) %>%
    group_by(gauge) %>%
    mutate(gap = as.numeric(difftime(time, lag(time), units = "hours"))) %>%
    filter(is.na(gap) | gap <= longest) %>%
    ungroup()
}
@@
flood_days <- function(levels, threshold) {
  levels %>%
    mutate(day = as.Date(time)) %>%
    group_by(gauge, day) %>%
    summarise(peak = max(level), .groups = "drop") %>%
    filter(peak >= threshold) %>%
    count(gauge, year = year(day), name = "days")
}
@@
# Return period by ranking the yearly peaks (Weibull plotting positions).
return_period <- function(levels) {
  peaks <- levels %>%
    group_by(gauge, year = year(time)) %>%
    summarise(peak = max(level), .groups = "drop_last") %>%
    mutate(rank = rank(-peak), period = (n() + 1) / rank)
  fit <- lm(peak ~ log(period), data = peaks)
  list(peaks = peaks, at = function(years) predict(fit, data.frame(period = years)))
}
`,
    others: [
      {
        path: 'analysis/noise.R',
        keep: [1],
        swap: { levels: 'noise', gauge: 'sensor', flood: 'loud' },
        licence: 'gpl',
      },
    ],
  },
  {
    family: 'julia-runge-kutta',
    path: 'src/integrate.jl',
    near: 'characters',
    text: file`
"""
    integrate(f, y0, (t0, t1); tol=1e-6)

Solve y' = f(t, y) by the Bogacki–Shampine pair with steps that adapt to the error.
Returns the times and the states.
"""
function integrate(f, y0, span; tol=1e-6, h=1e-2)
    t, stop = float.(span)
    y = float.(y0)
    times, states = [t], [copy(y)]
    k1 = f(t, y)
    while t < stop
        h = min(h, stop - t)
        k2 = f(t + h / 2, y + h / 2 * k1)
        k3 = f(t + 3h / 4, y + 3h / 4 * k2)
        next = y + h * (2k1 + 3k2 + 4k3) / 9
        k4 = f(t + h, next)
        # The difference of the third and second order solutions.
        err = h * maximum(abs.(-5k1 / 72 + k2 / 12 + k3 / 9 - k4 / 8))
        if err <= tol
            t += h
            y, k1 = next, k4
            push!(times, t)
            push!(states, copy(y))
        end
        h *= clamp(0.9 * (tol / max(err, eps()))^(1 / 3), 0.2, 5.0)
        h > eps(t) || error("the step became too small at t = $t")
    end
    return times, states
end

# Predator and prey, as in the tutorial.
lotka_volterra(a, b, c, d) = (t, y) -> [a * y[1] - b * y[1] * y[2], c * y[1] * y[2] - d * y[2]]

function peaks(times, states, i)
    [times[n] for n in 2:length(times)-1 if states[n-1][i] < states[n][i] >= states[n+1][i]]
end
`,
    others: [
      { path: 'physics/orbit.jl', swap: { integrate: 'propagate', states: 'positions' }, licence: 'mit', indent: 2 },
    ],
  },
  {
    family: 'perl-mail-log',
    path: 'bin/bounces.pl',
    near: 'characters',
    text: file`
#!/usr/bin/perl
use strict;
use warnings;
use Getopt::Long;

# Counts bounced mail by domain from a Postfix log, and names the reasons.

my ($since, $top) = ('', 20);
GetOptions('since=s' => \$since, 'top=i' => \$top) or die "usage: $0 [--since DATE] [--top N] LOG...\n";

my (%count, %reason);

while (my $line = <>) {
    my ($stamp, $rest) = $line =~ /^(\w{3}\s+\d+ [\d:]{8}) \S+ postfix\/smtp\[\d+\]: (.*)$/ or next;
    next if $since && $stamp lt $since;
    next unless $rest =~ /status=bounced/;

    my ($domain) = $rest =~ /to=<[^@>]+@([^>]+)>/ or next;
    $domain = lc $domain;
    $count{$domain}++;

    if ($rest =~ /said: (\d{3})[ -](?:\d\.\d\.\d )?(.{0,60})/) {
        my ($code, $text) = ($1, $2);
        $text =~ s/\s+/ /g;
        $reason{$domain}{"$code $text"}++;
    }
}

my @worst = sort { $count{$b} <=> $count{$a} || $a cmp $b } keys %count;
splice @worst, $top if @worst > $top;

for my $domain (@worst) {
    printf "%6d  %s\n", $count{$domain}, $domain;
    my $why = $reason{$domain} or next;
    for my $text ((sort { $why->{$b} <=> $why->{$a} } keys %$why)[0 .. 2]) {
        printf "        %5d x %s\n", $why->{$text}, $text if defined $text;
    }
}
`,
    others: [{ path: 'tools/rejects', swap: { bounce: 'reject', domain: 'host' }, indent: 2 }],
  },
]
