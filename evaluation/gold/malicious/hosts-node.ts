// Ordinary CommonJS files with places for a piece of code.

export const nodeHosts: readonly string[] = [
  `'use strict'

const path = require('path')
⟦imports⟧

⟦here⟧

function pad (value, width, fill) {
  const text = String(value)
  if (text.length >= width) return text
  return new Array(width - text.length + 1).join(fill || ' ') + text
}

function slug (title) {
  return title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

⟦here⟧

function relativeTo (root, file) {
  return path.relative(root, file).split(path.sep).join('/')
}

module.exports = { pad, slug, relativeTo }

⟦here⟧`,
  `/*!
 * flatmap-stream-lite
 * Copyright(c) 2018 J. Marsh
 * MIT Licensed
 */
var Stream = require('stream').Stream;
⟦imports⟧

⟦here⟧

module.exports = function (mapper, opts) {
  var stream = new Stream();
  var inputs = 0, outputs = 0, ended = false;
  var errorEventName = (opts && opts.failures) ? 'failure' : 'error';

  stream.writable = true;
  stream.readable = true;

  stream.write = function (data) {
    inputs++;
    mapper(data, function (err, result) {
      outputs++;
      if (err) return stream.emit(errorEventName, err);
      stream.emit('data', result);
      if (ended && outputs === inputs) stream.emit('end');
    });
    return true;
  };

  stream.end = function () {
    ended = true;
    if (outputs === inputs) stream.emit('end');
  };

  return stream;
};

⟦here⟧`,
  `const express = require('express');
⟦imports⟧

const app = express();
app.use(express.json({ limit: '100kb' }));

const notes = new Map();

app.get('/notes', (req, res) => {
  res.json([...notes.values()]);
});

⟦here⟧

app.post('/notes', (req, res) => {
  const { title, body } = req.body;
  if (typeof title !== 'string' || title.length === 0) {
    return res.status(400).json({ error: 'title is missing' });
  }
  const id = notes.size + 1;
  notes.set(id, { id, title, body });
  res.status(201).json({ id });
});

⟦here⟧

app.listen(process.env.PORT || 3000);`,
  `const { EventEmitter } = require('events');
⟦imports⟧

class Cache extends EventEmitter {
  constructor(limit = 500) {
    super();
    this.limit = limit;
    this.entries = new Map();
  }

  get(key) {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key, value) {
    this.entries.set(key, { value, at: process.hrtime.bigint() });
    if (this.entries.size > this.limit) {
      const [oldest] = this.entries.keys();
      this.entries.delete(oldest);
      this.emit('evict', oldest);
    }
  }
}

⟦here⟧

module.exports = Cache;

⟦here⟧`,
  String.raw`// Parses the user agent into browser, version and system.
⟦imports⟧

var rules = [
  [/firefox\/([\w.]+)/i, 'Firefox'],
  [/edg(?:e|ios|a)?\/([\w.]+)/i, 'Edge'],
  [/chrome\/([\w.]+)/i, 'Chrome'],
  [/version\/([\w.]+).+safari/i, 'Safari']
];

⟦here⟧

function parse(agent) {
  for (var i = 0; i < rules.length; i++) {
    var found = rules[i][0].exec(agent);
    if (found) return { name: rules[i][1], version: found[1] };
  }
  return { name: undefined, version: undefined };
}

function isMobile(agent) {
  return /android|iphone|ipad|mobile/i.test(agent);
}

exports.parse = parse;
exports.isMobile = isMobile;

⟦here⟧`,
  `'use strict';

⟦imports⟧

const units = { s: 1, m: 60, h: 3600, d: 86400, w: 604800 };

/**
 * Seconds of a duration such as \`1h30m\`.
 */
exports.parseDuration = (text) => {
  let seconds = 0;
  for (const [, count, unit] of text.matchAll(/(\\d+)([smhdw])/g)) {
    seconds += Number(count) * units[unit];
  }
  return seconds;
};

⟦here⟧

exports.formatDuration = (seconds) => {
  const parts = [];
  for (const unit of ['w', 'd', 'h', 'm', 's']) {
    const count = Math.floor(seconds / units[unit]);
    if (count > 0) parts.push(\`\${count}\${unit}\`);
    seconds %= units[unit];
  }
  return parts.join('') || '0s';
};

⟦here⟧`,
]
