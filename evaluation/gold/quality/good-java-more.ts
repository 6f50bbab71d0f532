// More good Java: a scanner, a test with long names.
import { type Body, file } from './kit.ts'

export const moreJavaBodies: readonly Body[] = [
  {
    family: 'java-json-scanner',
    path: 'json/src/main/java/io/tinyjson/Scanner.java',
    near: 'characters',
    text: file`
package io.tinyjson;

/** Reads one value after the other from text; knows nothing about objects. */
final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
        this.text = text;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }
@@
    void skipSpace() {
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case ' ': case '\t': case '\r': case '\n':
                    at++;
                    break;
                default:
                    return;
            }
        }
    }
@@
    String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (peek() != '"') {
            if (at >= text.length()) {
                throw new JsonException("a string has no end", at);
            }
            char next = text.charAt(at++);
            if (next == '\\') {
                out.append(escape());
            } else if (next < ' ') {
                throw new JsonException("a control character in a string", at);
            } else {
                out.append(next);
            }
        }
        at++;
        return out.toString();
    }

    private char escape() {
        char kind = text.charAt(at++);
        switch (kind) {
            case 'n': return '\n';
            case 't': return '\t';
            case 'r': return '\r';
            case 'b': return '\b';
            case 'u':
                char unit = (char) Integer.parseInt(text.substring(at, at + 4), 16);
                at += 4;
                return unit;
            default: return kind;
        }
    }
@@
    private void expect(char wanted) {
        if (peek() != wanted) {
            throw new JsonException("expected " + wanted + ", found " + peek(), at);
        }
        at++;
    }
}
`,
    others: [
      { path: 'src/Reader.java', keep: [2, 3], swap: { scanner: 'reader', json: 'config' }, licence: 'gpl', indent: 3 },
    ],
  },
  {
    family: 'java-tests-with-long-names',
    path: 'src/test/java/com/acme/tariff/TariffCalculatorTest.java',
    near: 'words',
    text: file`
package com.acme.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TariffCalculatorTest {

    private TariffCalculator calculator;

    @BeforeEach
    void createCalculatorWithDayAndNightRates() {
        calculator = new TariffCalculator(Rate.ofCents(32), Rate.ofCents(19));
    }
@@
    @Test
    void chargesOnlyTheNightRateBetweenTenInTheEveningAndSixInTheMorning() {
        Usage usage = Usage.between("2024-03-01T23:00", "2024-03-02T01:00").withKilowattHours(4);
        assertEquals(Money.cents(76), calculator.charge(usage));
    }

    @Test
    void splitsUsageThatCrossesTheBoundaryInProportionToItsDuration() {
        Usage usage = Usage.between("2024-03-01T21:00", "2024-03-01T23:00").withKilowattHours(10);
        assertEquals(Money.cents(5 * 32 + 5 * 19), calculator.charge(usage));
    }
@@
    @Test
    void refusesUsageThatEndsBeforeItBegins() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Usage.between("2024-03-02T00:00", "2024-03-01T00:00"));
    }

    @Test
    void knowsThatOneDayOfTheYearHasOnlyTwentyThreeHours() {
        Usage usage = Usage.between("2024-03-31T00:00", "2024-04-01T00:00").withKilowattHours(23);
        assertEquals(Money.cents(7 * 19 + 16 * 32), calculator.charge(usage));
    }
}
`,
    others: [{ path: 'test/FeeTest.java', swap: { tariff: 'fee', usage: 'consumption' }, licence: 'short', indent: 2 }],
  },
]
