// Bodies of code of the web, into which notices are put; `%%%` is where the imports end.
import type { HostTable } from './host.ts'

export const hostsOfWeb = {
  javascript: {
    path: 'lib/@thing@-cache.js',
    styles: ['stars', 'javadoc', 'slashes', 'keep'],
    body: `'use strict'

const { EventEmitter } = require('events')
%%%
class @Thing@Cache extends EventEmitter {
  constructor (options = {}) {
    super()
    this.max = options.max || 500
    this.map = new Map()
  }

  get (key) {
    const entry = this.map.get(key)
    if (!entry) return undefined
    if (entry.expires && entry.expires < Date.now()) {
      this.map.delete(key)
      this.emit('expire', key)
      return undefined
    }
    this.map.delete(key)
    this.map.set(key, entry)
    return entry.value
  }

  set (key, value, ttl) {
    if (this.map.size >= this.max) {
      const oldest = this.map.keys().next().value
      this.map.delete(oldest)
      this.emit('evict', oldest)
    }
    this.map.set(key, { value, expires: ttl ? Date.now() + ttl : 0 })
  }
}

module.exports = @Thing@Cache`,
  },
  jquery: {
    path: 'js/jquery.@thing@.js',
    styles: ['keep', 'stars', 'javadoc'],
    body: `;(function ($, window, undefined) {
%%%
  var defaults = { speed: 300, easing: 'swing', onOpen: null };

  function @Thing@(element, options) {
    this.$element = $(element);
    this.options = $.extend({}, defaults, options);
    this.init();
  }

  @Thing@.prototype.init = function () {
    var self = this;
    this.$element.on('click.@thing@', '.toggle', function (event) {
      event.preventDefault();
      self.$element.find('.panel').slideToggle(self.options.speed, self.options.easing);
      if ($.isFunction(self.options.onOpen)) self.options.onOpen.call(self.$element);
    });
  };

  $.fn.@thing@ = function (options) {
    return this.each(function () {
      if (!$.data(this, '@thing@')) $.data(this, '@thing@', new @Thing@(this, options));
    });
  };
})(jQuery, window);`,
  },
  typescript: {
    path: 'src/services/@thing@-client.ts',
    styles: ['slashes', 'javadoc', 'stars'],
    body: `import { Agent, fetch } from 'undici'
import type { @Thing@, Page } from './types'
%%%
export class @Thing@Client {
  readonly #base: URL
  readonly #agent = new Agent({ connections: 8 })

  constructor(base: string, private readonly token: string) {
    this.#base = new URL(base)
  }

  async list(cursor?: string): Promise<Page<@Thing@>> {
    const url = new URL('/v1/@thing@s', this.#base)
    if (cursor) url.searchParams.set('cursor', cursor)
    const response = await fetch(url, {
      dispatcher: this.#agent,
      headers: { authorization: 'Bearer ' + this.token },
    })
    if (!response.ok) throw new Error('cannot list @thing@s: ' + response.status)
    return (await response.json()) as Page<@Thing@>
  }

  async *all(): AsyncGenerator<@Thing@> {
    let cursor: string | undefined
    do {
      const page = await this.list(cursor)
      yield* page.items
      cursor = page.next
    } while (cursor)
  }
}`,
  },
  react: {
    path: 'web/src/components/@Thing@List.tsx',
    styles: ['stars', 'slashes', 'javadoc'],
    body: `import { useMemo, useState } from 'react'
import { use@Thing@s } from '../hooks/use@Thing@s'
%%%
type Props = { onSelect: (id: string) => void }

export function @Thing@List({ onSelect }: Props) {
  const { data = [], loading } = use@Thing@s()
  const [query, setQuery] = useState('')
  const shown = useMemo(
    () => data.filter((item) => item.title.toLowerCase().includes(query.toLowerCase())),
    [data, query],
  )

  if (loading) return <p className="muted">Loading…</p>
  return (
    <section>
      <input value={query} onChange={(event) => setQuery(event.target.value)} placeholder="Filter" />
      <ul>
        {shown.map((item) => (
          <li key={item.id}>
            <button onClick={() => onSelect(item.id)}>{item.title}</button>
          </li>
        ))}
      </ul>
    </section>
  )
}`,
  },
} as const satisfies HostTable
