// Ordinary Go, Rust and C files with places for a piece of code.

export const goHosts: readonly string[] = [
  String.raw`package main

import (
	"fmt"
	"sort"
	"strings"
	⟦imports⟧
)

type wordCount struct {
	word  string
	count int
}

func countWords(text string) []wordCount {
	counts := map[string]int{}
	for _, word := range strings.Fields(strings.ToLower(text)) {
		counts[strings.Trim(word, ".,;:!?")]++
	}
	result := make([]wordCount, 0, len(counts))
	for word, count := range counts {
		result = append(result, wordCount{word, count})
	}
	sort.Slice(result, func(i, j int) bool { return result[i].count > result[j].count })
	return result
}

⟦here⟧

func main() {
	⟦call⟧
	for _, entry := range countWords("the quick brown fox and the lazy dog") {
		fmt.Printf("%4d %s\n", entry.count, entry.word)
	}
}`,
  `// Package decimalx formats decimal numbers for invoices.
package decimalx

import (
	"errors"
	"strconv"
	⟦imports⟧
)

var ErrNegative = errors.New("decimalx: negative amount")

⟦here⟧

func init() {
	table = map[string]int{"EUR": 2, "JPY": 0, "KWD": 3}
	⟦call⟧
}

var table map[string]int

// Format writes amount in the smallest unit of currency.
func Format(amount int64, currency string) (string, error) {
	if amount < 0 {
		return "", ErrNegative
	}
	digits := table[currency]
	text := strconv.FormatInt(amount, 10)
	for len(text) <= digits {
		text = "0" + text
	}
	return text[:len(text)-digits] + "." + text[len(text)-digits:], nil
}

⟦here⟧`,
]

export const rustHosts: readonly string[] = [
  `use std::collections::BTreeMap;
use std::fmt;
⟦imports⟧

#[derive(Debug, Clone, PartialEq)]
pub enum Level {
    Info,
    Warning,
    Error(String),
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Level::Info => write!(formatter, "info"),
            Level::Warning => write!(formatter, "warning"),
            Level::Error(reason) => write!(formatter, "error: {reason}"),
        }
    }
}

⟦here⟧

pub fn tally(levels: &[Level]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    ⟦call⟧
    for level in levels {
        *counts.entry(level.to_string()).or_insert(0) += 1;
    }
    counts
}

⟦here⟧`,
]

export const cHosts: readonly string[] = [
  String.raw`#include <stdio.h>
#include <stdlib.h>
#include <string.h>
⟦imports⟧

#define LINE_MAX_LENGTH 1024

static void trim(char *line)
{
    size_t length = strlen(line);
    while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == ' '))
        line[--length] = '\0';
}

⟦here⟧

int main(int argc, char **argv)
{
    char line[LINE_MAX_LENGTH];
    unsigned long count = 0;
    FILE *input = argc > 1 ? fopen(argv[1], "r") : stdin;

    if (input == NULL) {
        perror(argv[1]);
        return EXIT_FAILURE;
    }
    ⟦call⟧
    while (fgets(line, sizeof line, input) != NULL) {
        trim(line);
        if (line[0] != '#')
            count++;
    }
    printf("%lu entries\n", count);
    return EXIT_SUCCESS;
}`,
  `/* ring.c - a ring buffer of bytes for the serial driver */
#include <stdint.h>
#include <stdbool.h>
⟦imports⟧

struct ring {
    uint8_t data[256];
    uint8_t head, tail;
};

bool ring_put(struct ring *ring, uint8_t byte)
{
    if ((uint8_t)(ring->head + 1) == ring->tail)
        return false;
    ring->data[ring->head++] = byte;
    return true;
}

⟦here⟧

bool ring_get(struct ring *ring, uint8_t *byte)
{
    if (ring->head == ring->tail)
        return false;
    *byte = ring->data[ring->tail++];
    return true;
}

void ring_reset(struct ring *ring)
{
    ring->head = ring->tail = 0;
    ⟦call⟧
}`,
]
