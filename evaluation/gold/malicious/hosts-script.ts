// Ordinary PHP, Ruby, Perl and Lua files with places for a piece of code.

export const phpHosts: readonly string[] = [
  String.raw`<?php
/**
 * Template helpers of the theme.
 *
 * @package Fieldnotes
 */
⟦imports⟧

⟦here⟧

function fieldnotes_excerpt($text, $words = 30)
{
    $parts = preg_split('/\s+/', strip_tags($text), $words + 1);
    if (count($parts) > $words) {
        array_pop($parts);
        return implode(' ', $parts) . '…';
    }
    return implode(' ', $parts);
}

function fieldnotes_posted_on($timestamp)
{
    return sprintf('<time datetime="%s">%s</time>', date('c', $timestamp), date('j F Y', $timestamp));
}

⟦here⟧`,
  `<?php

declare(strict_types=1);

⟦imports⟧

final class Cart
{
    /** @var array<string, int> */
    private array $items = [];

    public function add(string $sku, int $quantity = 1): void
    {
        $this->items[$sku] = ($this->items[$sku] ?? 0) + $quantity;
    }

    public function total(array $prices): int
    {
        $total = 0;
        foreach ($this->items as $sku => $quantity) {
            $total += $prices[$sku] * $quantity;
        }
        return $total;
    }
}

⟦here⟧`,
  `<?php
$config = parse_ini_file(__DIR__ . '/config.ini', true);
⟦imports⟧

$page = isset($_GET['page']) ? (int) $_GET['page'] : 1;
$perPage = (int) $config['list']['per_page'];

⟦here⟧

$pdo = new PDO($config['db']['dsn'], $config['db']['user'], $config['db']['password']);
$statement = $pdo->prepare('SELECT id, title FROM articles ORDER BY id DESC LIMIT ? OFFSET ?');
$statement->execute([$perPage, ($page - 1) * $perPage]);

foreach ($statement as $row) {
    printf('<li><a href="/article.php?id=%d">%s</a></li>', $row['id'], htmlspecialchars($row['title']));
}

⟦here⟧`,
]

export const rubyHosts: readonly string[] = [
  `# frozen_string_literal: true

require 'json'
⟦imports⟧

module Pager
  DEFAULT_SIZE = 25

  Page = Struct.new(:items, :number, :last)

  def self.split(items, size: DEFAULT_SIZE)
    slices = items.each_slice(size).to_a
    slices.each_with_index.map { |slice, index| Page.new(slice, index + 1, index == slices.size - 1) }
  end
end

⟦here⟧`,
  String.raw`require "time"
⟦imports⟧

⟦here⟧

class LogLine
  attr_reader :time, :level, :text

  PATTERN = /\A(?<time>\S+) (?<level>[A-Z]+) (?<text>.*)\z/

  def self.parse(line)
    match = PATTERN.match(line.chomp) or raise ArgumentError, "not a log line: #{line.inspect}"
    new(Time.iso8601(match[:time]), match[:level].downcase.to_sym, match[:text])
  end

  def initialize(time, level, text)
    @time, @level, @text = time, level, text
  end

  def error?
    %i[error fatal].include?(level)
  end
end

⟦here⟧`,
]

export const perlHosts: readonly string[] = [
  String.raw`#!/usr/bin/perl
use strict;
use warnings;
⟦imports⟧

my %count;
while (my $line = <STDIN>) {
    chomp $line;
    next if $line =~ /^\s*#/;
    my ($host) = split /\s+/, $line;
    $count{$host}++ if defined $host;
}

⟦here⟧

for my $host (sort { $count{$b} <=> $count{$a} } keys %count) {
    printf "%6d %s\n", $count{$host}, $host;
}

⟦here⟧`,
]

export const luaHosts: readonly string[] = [
  `-- Scoreboard for the arena map
local Scoreboard = {}
Scoreboard.__index = Scoreboard
⟦imports⟧

function Scoreboard.new(limit)
  return setmetatable({ limit = limit or 10, rows = {} }, Scoreboard)
end

⟦here⟧

function Scoreboard:add(name, points)
  self.rows[name] = (self.rows[name] or 0) + points
end

function Scoreboard:top()
  local rows = {}
  for name, points in pairs(self.rows) do
    table.insert(rows, { name = name, points = points })
  end
  table.sort(rows, function(a, b) return a.points > b.points end)
  return { table.unpack(rows, 1, self.limit) }
end

⟦here⟧

return Scoreboard`,
]
