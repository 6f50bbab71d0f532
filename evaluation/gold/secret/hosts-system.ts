// C, C++, Arduino, Rust, Swift, Dart and Visual Basic files without secrets, with room for statements.
import { code } from './form.ts'
import type { Host } from './hosts.ts'

export const arduinoHosts: readonly Host[] = [
  ({ top, body }, { thing }) => code`
    #include <ESP8266WiFi.h>
    #include <DHT.h>

    #define DHTPIN 4
    #define DHTTYPE DHT22
    #define REPORT_INTERVAL 60000UL

    ${top}

    DHT dht(DHTPIN, DHTTYPE);
    unsigned long last_${thing} = 0;

    void setup() {
      Serial.begin(115200);
      dht.begin();
      ${body}
      Serial.println(F("ready"));
    }

    void loop() {
      if (millis() - last_${thing} < REPORT_INTERVAL) return;
      last_${thing} = millis();
      float celsius = dht.readTemperature();
      if (isnan(celsius)) {
        Serial.println(F("sensor did not answer"));
        return;
      }
      Serial.println(celsius, 1);
    }
  `,
]

export const cHosts: readonly Host[] = [
  ({ top, body }, { thing, things }) => code`
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>

    ${top}

    struct ${thing} {
        unsigned id;
        char name[64];
        struct ${thing} *next;
    };

    static struct ${thing} *push(struct ${thing} *head, unsigned id, const char *name)
    {
        struct ${thing} *node = malloc(sizeof(*node));
        if (node == NULL)
            abort();
        node->id = id;
        strncpy(node->name, name, sizeof(node->name) - 1);
        node->name[sizeof(node->name) - 1] = '\0';
        node->next = head;
        return node;
    }

    int main(void)
    {
        struct ${thing} *${things} = NULL;
        char line[128];

        ${body}
        for (unsigned id = 1; fgets(line, sizeof(line), stdin) != NULL; id++)
            ${things} = push(${things}, id, line);
        for (struct ${thing} *at = ${things}; at != NULL; at = at->next)
            printf("%u\t%s", at->id, at->name);
        return EXIT_SUCCESS;
    }
  `,
]

export const cppHosts: readonly Host[] = [
  ({ top, body }, { thing, things, Thing }) => code`
    #include <algorithm>
    #include <iostream>
    #include <string>
    #include <vector>

    namespace {
    ${top}
    }  // namespace

    struct ${Thing} {
      std::string name;
      double weight = 0.0;
    };

    class ${Thing}Index {
     public:
      void Add(${Thing} ${thing}) { ${things}_.push_back(std::move(${thing})); }

      double Total() const {
        double sum = 0.0;
        for (const auto& ${thing} : ${things}_) sum += ${thing}.weight;
        return sum;
      }

     private:
      std::vector<${Thing}> ${things}_;
    };

    int main() {
      ${Thing}Index index;
      ${body}
      index.Add({"first", 1.25});
      index.Add({"second", 2.5});
      std::cout << index.Total() << '\n';
    }
  `,
]

export const rustHosts: readonly Host[] = [
  ({ top, body }, { thing, things, Thing }) => code`
    use std::collections::BTreeMap;
    use std::io::{self, BufRead};

    use anyhow::{Context, Result};

    ${top}

    #[derive(Debug, Clone, PartialEq)]
    pub struct ${Thing} {
        pub id: u64,
        pub label: String,
    }

    pub fn parse(line: &str) -> Result<${Thing}> {
        let (id, label) = line.split_once('\t').context("expected a tab")?;
        Ok(${Thing} { id: id.parse()?, label: label.trim().to_owned() })
    }

    fn main() -> Result<()> {
        ${body}
        let mut ${things} = BTreeMap::new();
        for line in io::stdin().lock().lines() {
            let ${thing} = parse(&line?)?;
            ${things}.insert(${thing}.id, ${thing}.label);
        }
        println!("{} ${things}", ${things}.len());
        Ok(())
    }
  `,
]

export const swiftHosts: readonly Host[] = [
  ({ top, body }, { things, Thing }) => code`
    import Foundation
    import SwiftUI

    ${top}

    struct ${Thing}: Identifiable, Decodable {
        let id: Int
        let title: String
    }

    final class ${Thing}Store: ObservableObject {
        @Published private(set) var ${things}: [${Thing}] = []

        func reload(from url: URL) async throws {
            var request = URLRequest(url: url)
            ${body}
            request.timeoutInterval = 15
            let (data, _) = try await URLSession.shared.data(for: request)
            let rows = try JSONDecoder().decode([${Thing}].self, from: data)
            await MainActor.run { self.${things} = rows }
        }
    }
  `,
]

export const dartHosts: readonly Host[] = [
  ({ top, body }, { thing, things, Thing }) => code`
    import 'dart:convert';

    import 'package:flutter/material.dart';
    import 'package:http/http.dart' as http;

    ${top}

    class ${Thing}Page extends StatefulWidget {
      const ${Thing}Page({super.key, required this.host});

      final String host;

      @override
      State<${Thing}Page> createState() => _${Thing}PageState();
    }

    class _${Thing}PageState extends State<${Thing}Page> {
      late final Future<List<dynamic>> _${things} = _load();

      Future<List<dynamic>> _load() async {
        ${body}
        final response = await http.get(Uri.https(widget.host, '/${things}'));
        return jsonDecode(response.body) as List<dynamic>;
      }

      @override
      Widget build(BuildContext context) => FutureBuilder(
            future: _${things},
            builder: (context, snapshot) => Text('\${snapshot.data?.length ?? 0} ${thing}(s)'),
          );
    }
  `,
]

export const basicHosts: readonly Host[] = [
  ({ top, body }, { thing, things, Thing, Things }) => code`
    Imports System.Data
    Imports System.IO

    Public Class Frm${Thing}
        ${top}

        Private Sub Frm${Thing}_Load(sender As Object, e As EventArgs) Handles MyBase.Load
            Me.Text = "${Things}"
            DataGridView1.AutoGenerateColumns = False
            LoadRows()
        End Sub

        Private Sub LoadRows()
            ' reads all ${things} and shows them in the grid
            ${body}
            Dim table As New DataTable()
            table.Columns.Add("${thing}", GetType(String))
            For Each line As String In File.ReadAllLines("${things}.txt")
                table.Rows.Add(line.Trim())
            Next
            DataGridView1.DataSource = table
        End Sub
    End Class
  `,
]
