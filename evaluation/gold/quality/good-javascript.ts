// Good JavaScript: a router, a tokenizer, a base64 codec, a widget and a command line tool.
import { type Body, file } from './kit.ts'
import { pool } from './pool.ts'

export const javascriptBodies: readonly Body[] = [
  {
    family: 'javascript-express-routes',
    path: 'server/routes/articles.js',
    near: 'repetition',
    text: file`
const express = require('express');
const articles = require('../services/articles');
const { requireUser, requireRole } = require('../middleware/auth');
const { validate } = require('../middleware/validate');
const schemas = require('../schemas/article');

const router = express.Router();
const wrap = (handler) => (req, res, next) => handler(req, res).catch(next);
@@
router.get('/', wrap(async (req, res) => {
  const { page = 1, tag } = req.query;
  const found = await articles.list({ page: Number(page), tag });
  res.set('X-Total-Count', String(found.total)).json(found.items);
}));

router.get('/:slug', wrap(async (req, res) => {
  const article = await articles.bySlug(req.params.slug);
  if (!article) return res.status(404).json({ error: 'no such article' });
  if (req.fresh) return res.status(304).end();
  res.json(article);
}));
@@
router.post('/', requireUser, validate(schemas.create), wrap(async (req, res) => {
  const article = await articles.create({ ...req.body, author: req.user.id });
  res.status(201).location(\`/articles/\${article.slug}\`).json(article);
}));

router.patch('/:slug', requireUser, validate(schemas.update), wrap(async (req, res) => {
  const article = await articles.bySlug(req.params.slug);
  if (article.author !== req.user.id) return res.status(403).json({ error: 'not yours' });
  res.json(await articles.update(article.id, req.body));
}));
@@
router.delete('/:slug', requireRole('editor'), wrap(async (req, res) => {
  await articles.archive(req.params.slug);
  res.status(204).end();
}));

module.exports = router;
`,
    others: [
      { path: 'api/recipes.js', keep: [1, 3], swap: { article: 'recipe', slug: 'id' }, licence: 'mit' },
      { path: 'backend/tickets.router.js', keep: [2, 3], swap: { article: 'ticket', author: 'reporter' }, indent: 4 },
    ],
  },
  {
    family: 'javascript-expression-tokenizer',
    path: 'lib/tokenize.js',
    text: file`
'use strict';

const PUNCTUATION = new Set(['(', ')', '+', '-', '*', '/', '^', ',']);
const isDigit = (char) => char >= '0' && char <= '9';
const isLetter = (char) => /[a-z_]/i.test(char);
@@
function tokenize(source) {
  const tokens = [];
  let at = 0;
  while (at < source.length) {
    const char = source[at];
    if (/\s/.test(char)) {
      at += 1;
    } else if (isDigit(char) || (char === '.' && isDigit(source[at + 1] ?? ''))) {
      const start = at;
      while (at < source.length && (isDigit(source[at]) || source[at] === '.')) at += 1;
      tokens.push({ type: 'number', value: Number(source.slice(start, at)), start });
    } else if (isLetter(char)) {
      const start = at;
      while (at < source.length && (isLetter(source[at]) || isDigit(source[at]))) at += 1;
      tokens.push({ type: 'name', value: source.slice(start, at), start });
    } else if (PUNCTUATION.has(char)) {
      tokens.push({ type: char, start: at++ });
    } else {
      throw new SyntaxError(\`unexpected \${JSON.stringify(char)} at \${at}\`);
    }
  }
  return tokens;
}
@@
const PRECEDENCE = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 3 };

// Shunting yard: operators wait on a stack until one that binds less tightly comes.
function toPostfix(tokens) {
  const output = [];
  const stack = [];
  for (const token of tokens) {
    if (token.type === 'number' || token.type === 'name') output.push(token);
    else if (token.type === '(') stack.push(token);
    else if (token.type === ')') {
      while (stack.length && stack.at(-1).type !== '(') output.push(stack.pop());
      stack.pop();
    } else {
      while (PRECEDENCE[stack.at(-1)?.type] >= PRECEDENCE[token.type]) output.push(stack.pop());
      stack.push(token);
    }
  }
  return output.concat(stack.reverse());
}
@@
module.exports = { tokenize, toPostfix };
`,
    others: [
      { path: 'src/query/lexer.js', keep: [1, 3], swap: { tokenize: 'lex', toPostfix: 'order' }, licence: 'short' },
    ],
  },
  {
    family: 'javascript-base64-codec',
    path: 'src/encoding/base64.js',
    near: 'encoded',
    text: file`
// Base64 for runtimes without Buffer or atob. See RFC 4648, section 4 and 5.
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE = ALPHABET.replace("+/", "-_");
@@
export function encode(bytes, { urlSafe = false, pad = !urlSafe } = {}) {
  const alphabet = urlSafe ? URL_SAFE : ALPHABET;
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += alphabet[(group >> 18) & 63] + alphabet[(group >> 12) & 63];
    text += i + 1 < bytes.length ? alphabet[(group >> 6) & 63] : pad ? "=" : "";
    text += i + 2 < bytes.length ? alphabet[group & 63] : pad ? "=" : "";
  }
  return text;
}
@@
export function decode(text) {
  const clean = text.replace(/-/g, "+").replace(/_/g, "/").replace(/[=\s]/g, "");
  const bytes = new Uint8Array(Math.floor((clean.length * 3) / 4));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const char of clean) {
    const value = ALPHABET.indexOf(char);
    if (value < 0) throw new RangeError("not base64: " + char);
    buffer = (buffer << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (buffer >> bits) & 255;
    }
  }
  return bytes;
}
@@
// A transparent pixel, for tests of the decoder and as a placeholder of images.
export const PIXEL =
  "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

export const isDataUrl = (text) => /^data:[\w/+.-]+;base64,/.test(text);
`,
    others: [{ path: 'vendorless/b64url.js', keep: [1, 2], extra: [pool.jsPoll], licence: 'mpl', indent: 'tab' }],
  },
  {
    family: 'javascript-autocomplete-widget',
    path: 'assets/js/autocomplete.js',
    text: file`
import { debounce } from "./timing.js";

export class Autocomplete {
  constructor(input, source, { limit = 8, wait = 150 } = {}) {
    this.input = input;
    this.source = source;
    this.limit = limit;
    this.active = -1;
    this.list = document.createElement("ul");
    this.list.className = "suggestions";
    this.list.setAttribute("role", "listbox");
    input.after(this.list);
    input.addEventListener("input", debounce(() => this.refresh(), wait));
    input.addEventListener("keydown", (event) => this.onKey(event));
  }
@@
  async refresh() {
    const query = this.input.value.trim();
    if (query.length < 2) return this.close();
    const asked = (this.asked = Symbol(query));
    const found = await this.source(query, this.limit);
    if (asked !== this.asked) return; // a later question was faster
    this.render(found);
  }

  render(found) {
    this.active = -1;
    this.list.replaceChildren(
      ...found.map((entry) => {
        const item = document.createElement("li");
        item.textContent = entry.label;
        item.addEventListener("pointerdown", () => this.choose(entry));
        return item;
      }),
    );
  }
@@
  onKey(event) {
    const items = [...this.list.children];
    if (event.key === "Escape") return this.close();
    if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      return items[this.active].dispatchEvent(new Event("pointerdown"));
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || items.length === 0) return;
    this.active = (this.active + step + items.length) % items.length;
    items.forEach((item, index) => item.classList.toggle("active", index === this.active));
  }
@@
  choose(entry) {
    this.input.value = entry.label;
    this.input.dispatchEvent(new CustomEvent("chosen", { detail: entry, bubbles: true }));
    this.close();
  }

  close() {
    this.list.replaceChildren();
  }
}
`,
    others: [
      { path: 'public/combo-box.js', keep: [1, 3], swap: { autocomplete: 'combobox', entry: 'option' }, indent: 4 },
    ],
  },
]
