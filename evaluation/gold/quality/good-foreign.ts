// Good code with comments in Chinese, Russian, Japanese and German: other letters are no bad characters.
import { type Body, file } from './kit.ts'
import { pool } from './pool.ts'

export const foreignBodies: readonly Body[] = [
  {
    family: 'python-chinese-crawler',
    path: 'spider/fetcher.py',
    near: 'characters',
    text: file`
# 异步抓取器：按域名限速，失败自动重试，结果写入队列
import asyncio
import time
from urllib.parse import urlsplit

import aiohttp


class 抓取错误(Exception):
    """请求多次失败后抛出。"""
@@
class Fetcher:
    def __init__(self, queue, delay=1.0, retries=3):
        self.queue = queue          # 结果队列，由解析器消费
        self.delay = delay          # 同一域名两次请求之间的最短间隔（秒）
        self.retries = retries
        self._last = {}             # 域名 -> 上一次请求的时间
        self._locks = {}
@@
    async def _wait(self, host):
        # 每个域名一把锁，保证并发时也遵守间隔
        lock = self._locks.setdefault(host, asyncio.Lock())
        async with lock:
            gap = time.monotonic() - self._last.get(host, 0)
            if gap < self.delay:
                await asyncio.sleep(self.delay - gap)
            self._last[host] = time.monotonic()
@@
    async def fetch(self, session, url):
        host = urlsplit(url).hostname
        for attempt in range(1, self.retries + 1):
            await self._wait(host)
            try:
                async with session.get(url, timeout=20) as response:
                    response.raise_for_status()
                    # 有些网站声明的编码是错的，这里让库自己猜
                    await self.queue.put((url, await response.text()))
                    return
            except (aiohttp.ClientError, asyncio.TimeoutError) as error:
                print(f"第 {attempt} 次失败：{url}（{error}）")
        raise 抓取错误(url)
`,
    others: [{ path: '下载/图片.py', keep: [1, 3], swap: { fetcher: 'downloader' }, extra: [pool.pyChunks] }],
  },
  {
    family: 'cpp-russian-arena',
    path: 'src/memory/arena.cpp',
    near: 'characters',
    text: file`
#include "arena.h"

#include <cassert>
#include <cstdlib>
#include <new>

namespace memory {

// Арена выделяет память большими блоками и освобождает всё сразу.
// Деструкторы объектов не вызываются, поэтому хранить здесь std::string нельзя.
Arena::Arena(std::size_t blockSize) : blockSize_(blockSize), head_(nullptr), used_(0) {}

Arena::~Arena() { reset(); }
@@
void* Arena::allocate(std::size_t size, std::size_t align) {
    assert((align & (align - 1)) == 0 && "выравнивание должно быть степенью двойки");
    std::size_t start = (used_ + align - 1) & ~(align - 1);
    if (!head_ || start + size > head_->size) {
        grow(size + align);          // текущий блок закончился
        start = 0;
    }
    used_ = start + size;
    return head_->data() + start;
}
@@
void Arena::grow(std::size_t atLeast) {
    // Очень большие запросы получают собственный блок.
    const std::size_t size = atLeast > blockSize_ ? atLeast : blockSize_;
    void* raw = std::malloc(sizeof(Block) + size);
    if (!raw) throw std::bad_alloc();
    Block* block = new (raw) Block;
    block->next = head_;
    block->size = size;
    head_ = block;
    used_ = 0;
}
@@
void Arena::reset() {
    while (head_) {
        Block* next = head_->next;
        std::free(head_);
        head_ = next;
    }
    used_ = 0;
}

}  // namespace memory
`,
    others: [
      { path: 'engine/пул.cpp', keep: [2, 3], swap: { arena: 'pool', memory: 'engine' }, licence: 'mit', indent: 2 },
    ],
  },
  {
    family: 'javascript-japanese-reservation',
    path: 'src/予約/calendar.js',
    near: 'characters',
    text: file`
// 予約カレンダーの計算。画面の表示は view.js に任せる。
import { isHoliday } from "./holidays.js";

const 営業開始 = 10; // 時
const 営業終了 = 19;
@@
/**
 * 指定した日の空き枠を返す。
 * @param {Date} date 対象日
 * @param {{start: number, end: number}[]} reservations 既存の予約（時単位）
 */
export function freeSlots(date, reservations) {
  if (date.getDay() === 0 || isHoliday(date)) return []; // 日曜と祝日は休み
  const slots = [];
  for (let hour = 営業開始; hour < 営業終了; hour++) {
    const taken = reservations.some((r) => r.start <= hour && hour < r.end);
    if (!taken) slots.push(hour);
  }
  return slots;
}
@@
/** 連続して空いている時間帯をまとめる。例：[10, 11, 14] → 10時〜12時、14時〜15時 */
export function ranges(slots) {
  const merged = [];
  for (const hour of slots) {
    const last = merged.at(-1);
    if (last && last.end === hour) last.end = hour + 1;
    else merged.push({ start: hour, end: hour + 1 });
  }
  return merged;
}

export const label = ({ start, end }) => \`\${start}時〜\${end}時\`;
`,
    others: [{ path: 'web/空席.js', keep: [2], swap: { slots: 'seats' }, extra: [pool.jsGroup, pool.jsEscape] }],
  },
  {
    family: 'java-german-invoice',
    path: 'src/main/java/de/kontor/rechnung/RechnungsNummer.java',
    near: 'characters',
    text: file`
package de.kontor.rechnung;

import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fortlaufende Rechnungsnummer nach § 14 UStG, zum Beispiel "2024-00042-7".
 * Die letzte Stelle ist eine Prüfziffer, damit Tippfehler am Telefon auffallen.
 */
public final class RechnungsNummer implements Comparable<RechnungsNummer> {

    private static final Pattern MUSTER = Pattern.compile("(\\d{4})-(\\d{5})-(\\d)");

    private final int jahr;
    private final int laufendeNummer;

    private RechnungsNummer(int jahr, int laufendeNummer) {
        this.jahr = jahr;
        this.laufendeNummer = laufendeNummer;
    }
@@
    public static RechnungsNummer lies(String text) {
        Matcher treffer = MUSTER.matcher(Objects.requireNonNull(text).trim());
        if (!treffer.matches()) {
            throw new IllegalArgumentException("Keine gültige Rechnungsnummer: " + text);
        }
        RechnungsNummer nummer = new RechnungsNummer(
                Integer.parseInt(treffer.group(1)), Integer.parseInt(treffer.group(2)));
        if (nummer.pruefziffer() != Integer.parseInt(treffer.group(3))) {
            throw new IllegalArgumentException("Prüfziffer stimmt nicht: " + text);
        }
        return nummer;
    }
@@
    /** Beginnt mit jedem Geschäftsjahr wieder bei eins. */
    public RechnungsNummer naechste(LocalDate heute) {
        return heute.getYear() == jahr
                ? new RechnungsNummer(jahr, laufendeNummer + 1)
                : new RechnungsNummer(heute.getYear(), 1);
    }

    int pruefziffer() {
        // Gewichtete Quersumme: von rechts abwechselnd mit 3 und 1 malnehmen.
        int summe = 0;
        int gewicht = 3;
        for (int rest = jahr * 100_000 + laufendeNummer; rest > 0; rest /= 10) {
            summe += rest % 10 * gewicht;
            gewicht = 4 - gewicht;
        }
        return (10 - summe % 10) % 10;
    }
@@
    @Override
    public int compareTo(RechnungsNummer andere) {
        int nachJahr = Integer.compare(jahr, andere.jahr);
        return nachJahr != 0 ? nachJahr : Integer.compare(laufendeNummer, andere.laufendeNummer);
    }

    @Override
    public String toString() {
        return String.format("%04d-%05d-%d", jahr, laufendeNummer, pruefziffer());
    }
}
`,
    others: [
      {
        path: 'src/Bestellnummer.java',
        keep: [1, 3],
        swap: { rechnungs: 'bestell', rechnung: 'bestellung' },
        indent: 2,
      },
    ],
  },
]
