// Good Swift and Dart: a timer, a reader of CSV, a history to undo.
import { type Body, file } from './kit.ts'

export const swiftBodies: readonly Body[] = [
  {
    family: 'swift-timer-model',
    path: 'Sources/Brewing/BrewTimer.swift',
    text: file`
import Combine
import Foundation

/// Counts down the steps of a recipe and says when the next one begins.
final class BrewTimer: ObservableObject {
    enum Phase: Equatable {
        case waiting
        case running(step: Int, remaining: TimeInterval)
        case finished
    }

    @Published private(set) var phase: Phase = .waiting
    private let steps: [TimeInterval]
    private let clock: () -> Date
    private var deadline: Date?
    private var ticks: AnyCancellable?

    init(steps: [TimeInterval], clock: @escaping () -> Date = Date.init) {
        precondition(!steps.isEmpty, "a recipe has at least one step")
        self.steps = steps
        self.clock = clock
    }
@@
    func start() {
        guard phase == .waiting else { return }
        begin(step: 0)
        ticks = Timer.publish(every: 0.5, on: .main, in: .common)
            .autoconnect()
            .sink { [weak self] _ in self?.tick() }
    }

    private func begin(step: Int) {
        deadline = clock().addingTimeInterval(steps[step])
        phase = .running(step: step, remaining: steps[step])
    }
@@
    func tick() {
        guard case let .running(step, _) = phase, let deadline = deadline else { return }
        let remaining = deadline.timeIntervalSince(clock())
        if remaining > 0 {
            phase = .running(step: step, remaining: remaining)
        } else if step + 1 < steps.count {
            begin(step: step + 1)
        } else {
            phase = .finished
            ticks = nil
        }
    }
}
`,
    others: [
      {
        path: 'App/WorkoutClock.swift',
        swap: { brewTimer: 'workoutClock', step: 'round', recipe: 'workout' },
        indent: 2,
      },
    ],
  },
  {
    family: 'swift-csv-reader',
    path: 'Sources/Tabular/CSVReader.swift',
    near: 'code',
    text: file`
/// Reads comma separated values after RFC 4180: quotes, doubled quotes, line breaks within quotes.
struct CSVReader: Sequence, IteratorProtocol {
    private var characters: String.Iterator
    private var pending: Character?
    let separator: Character

    init(_ text: String, separator: Character = ",") {
        characters = text.makeIterator()
        self.separator = separator
    }
@@
    mutating func next() -> [String]? {
        guard let first = take() else { return nil }
        pending = first
        var row: [String] = []
        while true {
            let (value, isLast) = field()
            row.append(value)
            if isLast { return row }
        }
    }
@@
    private mutating func field() -> (String, Bool) {
        var value = ""
        var isQuoted = false
        while let character = take() {
            if isQuoted {
                guard character == "\"" else { value.append(character); continue }
                let following = take()
                if following == "\"" { value.append("\"") } else { isQuoted = false; pending = following }
            } else if character == "\"" && value.isEmpty {
                isQuoted = true
            } else if character == separator {
                return (value, false)
            } else if character.isNewline {
                return (value, true)
            } else {
                value.append(character)
            }
        }
        return (value, true)
    }

    private mutating func take() -> Character? {
        defer { pending = nil }
        return pending ?? characters.next()
    }
}
`,
    others: [
      { path: 'Lib/TSV.swift', swap: { csvReader: 'tsvRows', field: 'cell', CSVReader: 'TSVRows' }, licence: 'mpl' },
    ],
  },
  {
    family: 'dart-undo-history',
    path: 'lib/src/history.dart',
    text: file`
import 'dart:collection';

import 'package:flutter/foundation.dart';

/// Something that was done and can be taken back.
abstract class Edit {
  const Edit(this.label);
  final String label;

  void apply();
  void revert();

  /// Whether [next] is so much a part of this edit that both are undone together, as with typing.
  bool absorbs(Edit next) => false;
}

class History extends ChangeNotifier {
  History({this.limit = 200});

  final int limit;
  final ListQueue<List<Edit>> _done = ListQueue();
  final List<List<Edit>> _undone = [];

  bool get canUndo => _done.isNotEmpty;
  bool get canRedo => _undone.isNotEmpty;
  String? get undoLabel => canUndo ? _done.last.first.label : null;

  void perform(Edit edit) {
    edit.apply();
    _undone.clear();
    if (canUndo && _done.last.last.absorbs(edit)) {
      _done.last.add(edit);
    } else {
      _done.addLast([edit]);
      if (_done.length > limit) _done.removeFirst();
    }
    notifyListeners();
  }

  void undo() {
    if (!canUndo) return;
    final group = _done.removeLast();
    for (final edit in group.reversed) {
      edit.revert();
    }
    _undone.add(group);
    notifyListeners();
  }

  void redo() {
    if (!canRedo) return;
    final group = _undone.removeLast();
    for (final edit in group) {
      edit.apply();
    }
    _done.addLast(group);
    notifyListeners();
  }
}
`,
    others: [
      { path: 'lib/undo/stack.dart', swap: { history: 'undoStack', edit: 'stroke', group: 'batch' }, licence: 'short' },
    ],
  },
]
