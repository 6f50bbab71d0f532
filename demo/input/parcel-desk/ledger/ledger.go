// Package ledger keeps the desk's takings: entries are only ever added.
package ledger

import (
	"errors"
	"sort"
	"time"
)

// ErrUnbalanced says that an entry's debits and credits differ.
var ErrUnbalanced = errors.New("ledger: debits and credits differ")

// Line is one side of an entry, in cents; negative amounts are credits.
type Line struct {
	Account string
	Cents   int64
}

// Entry is a balanced set of lines at one moment.
type Entry struct {
	At    time.Time
	Lines []Line
}

// Ledger holds entries in the order in which they were added.
type Ledger struct {
	entries []Entry
}

// Add appends an entry, or refuses it where it does not balance.
func (l *Ledger) Add(entry Entry) error {
	var sum int64
	for _, line := range entry.Lines {
		sum += line.Cents
	}
	if sum != 0 {
		return ErrUnbalanced
	}
	l.entries = append(l.entries, entry)
	return nil
}

// Balances sums every account, in the order of their names.
func (l *Ledger) Balances() ([]string, map[string]int64) {
	totals := make(map[string]int64)
	for _, entry := range l.entries {
		for _, line := range entry.Lines {
			totals[line.Account] += line.Cents
		}
	}
	names := make([]string, 0, len(totals))
	for name := range totals {
		names = append(names, name)
	}
	sort.Strings(names)
	return names, totals
}
