// Good Rust: a lexer, an enum of status codes, a bounded cache, an error type with conversions.
import { type Body, file } from './kit.ts'
import { pool } from './pool.ts'

export const rustBodies: readonly Body[] = [
  {
    family: 'rust-lexer',
    path: 'crates/syntax/src/lexer.rs',
    text: file`
use std::iter::Peekable;
use std::str::CharIndices;

#[derive(Debug, Clone, PartialEq)]
pub enum Token<'a> {
    Ident(&'a str),
    Number(f64),
    Text(&'a str),
    Symbol(char),
}

pub struct Lexer<'a> {
    source: &'a str,
    chars: Peekable<CharIndices<'a>>,
}
@@
impl<'a> Lexer<'a> {
    pub fn new(source: &'a str) -> Self {
        Lexer { source, chars: source.char_indices().peekable() }
    }

    /// Consumes while the test holds and returns where it stopped.
    fn take_while(&mut self, test: impl Fn(char) -> bool) -> usize {
        while let Some(&(at, c)) = self.chars.peek() {
            if !test(c) {
                return at;
            }
            self.chars.next();
        }
        self.source.len()
    }

    fn text(&mut self, start: usize) -> Result<Token<'a>, LexError> {
        let end = self.take_while(|c| c != '"');
        self.chars.next().ok_or(LexError::OpenText { start })?;
        Ok(Token::Text(&self.source[start + 1..end]))
    }
}
@@
impl<'a> Iterator for Lexer<'a> {
    type Item = Result<Token<'a>, LexError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.take_while(char::is_whitespace);
        let (start, c) = self.chars.next()?;
        Some(match c {
            'a'..='z' | 'A'..='Z' | '_' => {
                let end = self.take_while(|c| c.is_alphanumeric() || c == '_');
                Ok(Token::Ident(&self.source[start..end]))
            }
            '0'..='9' => {
                let end = self.take_while(|c| c.is_ascii_digit() || c == '.');
                self.source[start..end].parse().map(Token::Number).map_err(|_| LexError::Number { start })
            }
            '"' => self.text(start),
            '+' | '-' | '*' | '/' | '(' | ')' | '=' | ',' => Ok(Token::Symbol(c)),
            other => Err(LexError::Unexpected { found: other, start }),
        })
    }
}
@@
#[derive(Debug, PartialEq)]
pub enum LexError {
    OpenText { start: usize },
    Number { start: usize },
    Unexpected { found: char, start: usize },
}
`,
    others: [
      { path: 'src/scan.rs', keep: [2, 3], swap: { lexer: 'scanner', token: 'piece', lex: 'scan' }, licence: 'mpl' },
    ],
  },
  {
    family: 'rust-status-enum',
    path: 'src/protocol/status.rs',
    near: 'repetition',
    text: file`
//! Answers of the print server. The numbers are those of the wire protocol, version 3.

use std::fmt;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(u16)]
pub enum Status {
    Ok = 0x0000,
    Queued = 0x0001,
    Printing = 0x0002,
    PaperJam = 0x0101,
    PaperEmpty = 0x0102,
    TonerLow = 0x0103,
    TonerEmpty = 0x0104,
    CoverOpen = 0x0105,
    Offline = 0x0201,
    NotAllowed = 0x0301,
    QuotaExceeded = 0x0302,
    UnknownJob = 0x0401,
}
@@
impl Status {
    /// Whether somebody has to walk to the printer.
    pub fn needs_hands(self) -> bool {
        matches!(self as u16, 0x0101..=0x01ff)
    }

    pub fn may_retry(self) -> bool {
        matches!(self, Status::Offline | Status::Queued) || self.needs_hands()
    }
}

impl TryFrom<u16> for Status {
    type Error = UnknownStatus;

    fn try_from(code: u16) -> Result<Self, Self::Error> {
        use Status::*;
        [
            Ok, Queued, Printing, PaperJam, PaperEmpty, TonerLow, TonerEmpty, CoverOpen, Offline, NotAllowed,
            QuotaExceeded, UnknownJob,
        ]
        .into_iter()
        .find(|status| *status as u16 == code)
        .ok_or(UnknownStatus(code))
    }
}
@@
#[derive(Debug)]
pub struct UnknownStatus(pub u16);

impl fmt::Display for UnknownStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the server answered {:#06x}, which this version does not know", self.0)
    }
}

impl std::error::Error for UnknownStatus {}
`,
    others: [
      { path: 'src/answers.rs', keep: [1], swap: { status: 'answer' }, extra: [pool.rustBytes], licence: 'spdx' },
    ],
  },
  {
    family: 'rust-bounded-cache',
    path: 'src/cache.rs',
    text: file`
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

/// Second-chance cache: an entry that was used since the hand last passed is spared once.
pub struct Cache<K, V> {
    entries: HashMap<K, (V, bool)>,
    order: VecDeque<K>,
    capacity: usize,
}

impl<K: Hash + Eq + Clone, V> Cache<K, V> {
    pub fn new(capacity: usize) -> Self {
        assert!(capacity > 0, "a cache of nothing");
        Self { entries: HashMap::with_capacity(capacity), order: VecDeque::new(), capacity }
    }
@@
    pub fn get(&mut self, key: &K) -> Option<&V> {
        let (value, used) = self.entries.get_mut(key)?;
        *used = true;
        Some(value)
    }
@@
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        if let Some((old, used)) = self.entries.get_mut(&key) {
            *used = true;
            return Some(std::mem::replace(old, value));
        }
        if self.entries.len() == self.capacity {
            self.evict();
        }
        self.order.push_back(key.clone());
        self.entries.insert(key, (value, false));
        None
    }

    fn evict(&mut self) {
        while let Some(key) = self.order.pop_front() {
            match self.entries.get_mut(&key) {
                Some((_, used)) if *used => {
                    *used = false;
                    self.order.push_back(key);
                }
                _ => {
                    self.entries.remove(&key);
                    return;
                }
            }
        }
    }
}
@@
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spares_what_was_used() {
        let mut cache = Cache::new(2);
        cache.insert("a", 1);
        cache.insert("b", 2);
        cache.get(&"a");
        cache.insert("c", 3);
        assert_eq!(cache.get(&"a"), Some(&1));
        assert_eq!(cache.get(&"b"), None);
    }
}
`,
    others: [
      { path: 'crates/store/src/clock.rs', keep: [1, 2, 3], swap: { cache: 'clock', entries: 'pages' } },
      { path: 'src/textures.rs', keep: [1, 2], swap: { cache: 'atlas', value: 'texture' }, extra: [pool.rustBytes] },
    ],
  },
]
