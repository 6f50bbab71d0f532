package ledger

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// WriteDay prints what was taken on one day, account by account, with a ruled total.
func WriteDay(out io.Writer, book *Ledger, day time.Time) error {
	year, month, date := day.Date()
	totals := make(map[string]int64)
	for _, entry := range book.entries {
		y, m, d := entry.At.Date()
		if y != year || m != month || d != date {
			continue
		}
		for _, line := range entry.Lines {
			totals[line.Account] += line.Cents
		}
	}
	names, _ := book.Balances()
	var sum int64
	for _, name := range names {
		cents, found := totals[name]
		if !found {
			continue
		}
		sum += cents
		if _, err := fmt.Fprintf(out, "%-24s %10.2f\n", name, float64(cents)/100); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(out, "%s\n%-24s %10.2f\n", strings.Repeat("-", 35), "sum", float64(sum)/100)
	return err
}
