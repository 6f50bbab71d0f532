// Bodies of code in compiled languages with a package manager, into which notices are put.
import type { HostTable } from './host.ts'

export const hostsOfCompiled = {
  swift: {
    path: 'Sources/@Thing@Kit/@Thing@Loader.swift',
    styles: ['slashes', 'stars'],
    body: `import Foundation
import Combine
%%%
public final class @Thing@Loader: ObservableObject {
    @Published public private(set) var items: [@Thing@] = []
    private let session: URLSession
    private var running: AnyCancellable?

    public init(session: URLSession = .shared) {
        self.session = session
    }

    public func load(from url: URL) {
        running = session.dataTaskPublisher(for: url)
            .map(\\.data)
            .decode(type: [@Thing@].self, decoder: JSONDecoder())
            .replaceError(with: [])
            .receive(on: DispatchQueue.main)
            .sink { [weak self] in self?.items = $0 }
    }
}`,
  },
  go: {
    path: 'internal/@thing@/limiter.go',
    styles: ['slashes', 'stars', 'bare'],
    body: `package @thing@

import (
	"context"
	"errors"
	"sync"
	"time"
)
%%%
// ErrClosed is what Wait gives after Close.
var ErrClosed = errors.New("@thing@: limiter is closed")

type Limiter struct {
	mu     sync.Mutex
	tokens chan struct{}
	closed bool
}

func NewLimiter(burst int, every time.Duration) *Limiter {
	l := &Limiter{tokens: make(chan struct{}, burst)}
	go func() {
		for range time.Tick(every) {
			select {
			case l.tokens <- struct{}{}:
			default:
			}
		}
	}()
	return l
}

func (l *Limiter) Wait(ctx context.Context) error {
	l.mu.Lock()
	closed := l.closed
	l.mu.Unlock()
	if closed {
		return ErrClosed
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-l.tokens:
		return nil
	}
}`,
  },
  rust: {
    path: 'crates/@thing@/src/arena.rs',
    styles: ['slashes', 'slashesBang', 'stars'],
    body: `use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
%%%
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct @Thing@Id(u32);

#[derive(Debug)]
pub enum @Thing@Error {
    Full,
    Missing(@Thing@Id),
}

impl fmt::Display for @Thing@Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => write!(f, "no room for another @thing@"),
            Self::Missing(id) => write!(f, "no @thing@ {}", id.0),
        }
    }
}

pub struct Arena<K: Eq + Hash> {
    by_key: HashMap<K, @Thing@Id>,
    limit: u32,
}

impl<K: Eq + Hash> Arena<K> {
    pub fn intern(&mut self, key: K) -> Result<@Thing@Id, @Thing@Error> {
        let next = @Thing@Id(self.by_key.len() as u32);
        if next.0 >= self.limit {
            return Err(@Thing@Error::Full);
        }
        Ok(*self.by_key.entry(key).or_insert(next))
    }
}`,
  },
  dart: {
    path: 'lib/src/@thing@_codec.dart',
    styles: ['slashes', 'stars'],
    body: `import 'dart:convert';
import 'dart:typed_data';
%%%
class @Thing@Codec extends Codec<String, Uint8List> {
  const @Thing@Codec();

  @override
  Converter<String, Uint8List> get encoder => const _Encoder();

  @override
  Converter<Uint8List, String> get decoder => const _Decoder();
}

class _Encoder extends Converter<String, Uint8List> {
  const _Encoder();

  @override
  Uint8List convert(String input) => Uint8List.fromList(utf8.encode(input));
}`,
  },
  solidity: {
    path: 'contracts/@Thing@Vault.sol',
    styles: ['slashes', 'stars'],
    body: `pragma solidity ^0.8.19;

import "@openzeppelin/contracts/token/ERC20/IERC20.sol";
%%%
contract @Thing@Vault {
    IERC20 public immutable asset;
    mapping(address => uint256) public balanceOf;

    event Deposited(address indexed owner, uint256 amount);

    constructor(IERC20 asset_) {
        asset = asset_;
    }

    function deposit(uint256 amount) external {
        require(amount > 0, "nothing to deposit");
        balanceOf[msg.sender] += amount;
        require(asset.transferFrom(msg.sender, address(this), amount), "transfer failed");
        emit Deposited(msg.sender, amount);
    }
}`,
  },
} as const satisfies HostTable
