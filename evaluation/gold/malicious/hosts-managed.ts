// Ordinary Java and C# files with places for a piece of code.

export const javaHosts: readonly string[] = [
  `package org.gardenplan.core;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
⟦imports⟧

public class PlantingCalendar {
    private final List<Entry> entries = new ArrayList<>();

    ⟦here⟧

    public record Entry(String plant, LocalDate sow, LocalDate harvest) {}

    public void add(String plant, LocalDate sow, int daysToHarvest) {
        ⟦call⟧
        entries.add(new Entry(plant, sow, sow.plusDays(daysToHarvest)));
    }

    public List<Entry> due(LocalDate day) {
        return entries.stream().filter(entry -> !entry.harvest().isAfter(day)).toList();
    }

    ⟦here⟧
}`,
  `package com.acme.utils;

import java.util.Locale;
import java.util.Objects;
⟦imports⟧

/**
 * Null-safe helpers for strings.
 *
 * @author hwidmer
 */
public final class Strings {
    private Strings() {
    }

    static {
        Locale.setDefault(Locale.ROOT);
        ⟦call⟧
    }

    ⟦here⟧

    public static boolean isBlank(CharSequence text) {
        return text == null || text.toString().trim().isEmpty();
    }

    public static String capitalise(String text) {
        if (isBlank(text)) return text;
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    public static boolean same(String left, String right) {
        return Objects.equals(left, right);
    }

    ⟦here⟧
}`,
]

export const csharpHosts: readonly string[] = [
  `using System;
using System.Collections.Generic;
using System.Linq;
⟦imports⟧

namespace Warehouse.Core
{
    public class StockKeeper
    {
        private readonly Dictionary<string, int> _stock = new Dictionary<string, int>();

        public StockKeeper()
        {
            ⟦call⟧
            _stock["default"] = 0;
        }

        ⟦here⟧

        public void Receive(string sku, int quantity)
        {
            _stock.TryGetValue(sku, out var current);
            _stock[sku] = current + quantity;
        }

        public IEnumerable<string> RunningLow(int threshold)
        {
            return _stock.Where(pair => pair.Value < threshold).Select(pair => pair.Key);
        }

        ⟦here⟧
    }
}`,
  String.raw`using System;
using System.IO;
using System.Text;
⟦imports⟧

namespace TextTools;

internal static class Program
{
    private static int Main(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("usage: texttools FILE");
            return 1;
        }
        ⟦call⟧
        var text = File.ReadAllText(args[0], Encoding.UTF8);
        Console.WriteLine($"{text.Split('\n').Length} lines");
        return 0;
    }

    ⟦here⟧
}`,
]
