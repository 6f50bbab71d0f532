// More good C: a header of registers, a program whose comments hold main, a CRC with its table, a ring buffer.
import { type Body, file } from './kit.ts'

export const moreCBodies: readonly Body[] = [
  {
    family: 'c-register-header',
    path: 'drivers/include/uart_regs.h',
    near: 'code',
    text: file`
#ifndef UART_REGS_H
#define UART_REGS_H

/* Registers of the serial port, see chapter 17 of the reference manual. */
#define UART_BASE          0x40011000u

#define UART_STATUS        (UART_BASE + 0x00u)
#define UART_DATA          (UART_BASE + 0x04u)
#define UART_BAUD          (UART_BASE + 0x08u)
#define UART_CONTROL_1     (UART_BASE + 0x0Cu)
#define UART_CONTROL_2     (UART_BASE + 0x10u)

/* Bits of the status register */
#define UART_RX_NOT_EMPTY  (1u << 5)
#define UART_TX_COMPLETE   (1u << 6)
#define UART_TX_EMPTY      (1u << 7)
#define UART_OVERRUN       (1u << 3)  /* cleared by reading the data register */
#define UART_NOISE         (1u << 2)
#define UART_FRAMING       (1u << 1)

/* Bits of the first control register */
#define UART_ENABLE        (1u << 13)
#define UART_NINE_BITS     (1u << 12)
#define UART_PARITY        (1u << 10)
#define UART_PARITY_ODD    (1u << 9)
#define UART_RX_INTERRUPT  (1u << 5)
#define UART_RX_ENABLE     (1u << 2)
#define UART_TX_ENABLE     (1u << 3)

#define UART_ERRORS        (UART_OVERRUN | UART_NOISE | UART_FRAMING)

#define REG32(address)     (*(volatile unsigned int *)(address))

/* Rounds to the nearest divisor; the error is below 1 % for the usual rates. */
#define UART_DIVISOR(clock, rate) (((clock) + (rate) / 2u) / (rate))
@@
static inline void uart_put(char byte)
{
    while (!(REG32(UART_STATUS) & UART_TX_EMPTY))
        ;
    REG32(UART_DATA) = (unsigned char)byte;
}

static inline int uart_get(void)
{
    unsigned int status = REG32(UART_STATUS);
    if (status & UART_ERRORS)
        return -2;
    return status & UART_RX_NOT_EMPTY ? (int)(REG32(UART_DATA) & 0xffu) : -1;
}

#endif /* UART_REGS_H */
`,
    others: [{ path: 'bsp/lpuart.h', swap: { uart: 'lpuart', control: 'config' }, licence: 'short' }],
  },
  {
    family: 'c-main-in-comments',
    path: 'examples/wordcount.c',
    near: 'code',
    text: file`
/*
 * Counts lines, words and bytes, like wc.
 *
 * Until 1.2 this was a library function without main(); the old main(void) of the test program moved here.
 * On Windows, use wmain() instead of main(), see README.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

struct counts {
    unsigned long lines, words, bytes;
};
@@
static int count(FILE *in, struct counts *counts)
{
    int in_word = 0, byte;
    while ((byte = getc(in)) != EOF) {
        counts->bytes++;
        if (byte == '\n')
            counts->lines++;
        if (isspace(byte))
            in_word = 0;
        else if (!in_word) {
            in_word = 1;
            counts->words++;
        }
    }
    return ferror(in) ? -1 : 0;
}

static void report(const struct counts *counts, const char *name)
{
    printf("%8lu%8lu%8lu %s\n", counts->lines, counts->words, counts->bytes, name);
}
@@
/* main() returns 1 where a file could not be read, but goes on with the others. */
int main(int argc, char **argv)
{
    struct counts total = { 0, 0, 0 };
    int status = 0;

    for (int i = 1; i < argc; i++) {
        struct counts counts = { 0, 0, 0 };
        FILE *in = fopen(argv[i], "rb");
        if (!in || count(in, &counts) < 0) {
            fprintf(stderr, "%s: %s\n", argv[i], strerror(errno));
            status = 1;
        } else {
            report(&counts, argv[i]);
            total.lines += counts.lines;
            total.words += counts.words;
            total.bytes += counts.bytes;
        }
        if (in)
            fclose(in);
    }
    if (argc > 2)
        report(&total, "total");
    return status;
}
`,
    others: [{ path: 'demo/tally.c', swap: { counts: 'tally', report: 'show' }, licence: 'spdx', indent: 2 }],
  },
  {
    family: 'c-crc16-table',
    path: 'firmware/crc16.c',
    near: 'characters',
    text: file`
#include "crc16.h"

/*
 * CRC-16/CCITT-FALSE, four bits at a time: a table of sixteen entries instead of 256 saves flash,
 * and the link is slower than this anyway. The polynomial is 0x1021, the start value 0xFFFF.
 */
static const uint16_t nibble_table[16] = {
    0x0000, 0x1021, 0x2042, 0x3063, 0x4084, 0x50A5, 0x60C6, 0x70E7,
    0x8108, 0x9129, 0xA14A, 0xB16B, 0xC18C, 0xD1AD, 0xE1CE, 0xF1EF,
};
@@
uint16_t crc16_update(uint16_t crc, const uint8_t *data, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = data[i];
        crc = (uint16_t)(crc << 4) ^ nibble_table[((crc >> 12) ^ (byte >> 4)) & 0x0F];
        crc = (uint16_t)(crc << 4) ^ nibble_table[((crc >> 12) ^ byte) & 0x0F];
    }
    return crc;
}

/* A frame is good where the sum over its payload and its own sum is zero. */
bool crc16_frame_is_good(const uint8_t *frame, size_t length)
{
    if (length < 3)
        return false;
    return crc16_update(CRC16_START, frame, length) == 0;
}
@@
#ifdef CRC16_SELF_TEST
#include <assert.h>

void crc16_self_test(void)
{
    static const uint8_t check[] = "123456789";
    assert(crc16_update(CRC16_START, check, 9) == 0x29B1);
    assert(crc16_update(CRC16_START, check, 0) == CRC16_START);
}
#endif
`,
    others: [{ path: 'modem/checksum.c', keep: [1], swap: { crc16: 'checksum', frame: 'packet' }, licence: 'mpl' }],
  },
  {
    family: 'c-ring-buffer',
    path: 'kernel/ring.c',
    near: 'code',
    text: file`
#include <stdatomic.h>
#include "ring.h"

/*
 * One producer, one consumer, no locks. The producer owns head and the consumer owns tail; each reads the
 * other's index with acquire and publishes its own with release, so what was written into a slot is seen
 * before the index that covers it. Both indices run freely and wrap at 2^32, which is why the size must be a
 * power of two: the difference of the two stays right even where one has wrapped and the other has not.
 */

/* How many bytes can be read now. Safe to call from both sides; the other side can only make it better. */
size_t ring_readable(const struct ring *ring)
{
    return atomic_load_explicit(&ring->head, memory_order_acquire)
         - atomic_load_explicit(&ring->tail, memory_order_acquire);
}
@@
/* Writes all or nothing: half a message in the ring would stop the reader forever. */
bool ring_write(struct ring *ring, const uint8_t *bytes, size_t length)
{
    uint32_t head = atomic_load_explicit(&ring->head, memory_order_relaxed);
    uint32_t tail = atomic_load_explicit(&ring->tail, memory_order_acquire);

    if (ring->size - (head - tail) < length)
        return false;
    for (size_t i = 0; i < length; i++)
        ring->data[(head + i) & (ring->size - 1)] = bytes[i];
    /* Publish only now: the reader must not see the index before the bytes. */
    atomic_store_explicit(&ring->head, head + (uint32_t)length, memory_order_release);
    return true;
}
@@
/* Reads up to length bytes; returns how many there were. */
size_t ring_read(struct ring *ring, uint8_t *bytes, size_t length)
{
    uint32_t tail = atomic_load_explicit(&ring->tail, memory_order_relaxed);
    size_t there = ring_readable(ring);

    if (length > there)
        length = there;
    for (size_t i = 0; i < length; i++)
        bytes[i] = ring->data[(tail + i) & (ring->size - 1)];
    atomic_store_explicit(&ring->tail, tail + (uint32_t)length, memory_order_release);
    return length;
}
`,
    others: [
      { path: 'audio/fifo.c', keep: [2], swap: { ring: 'fifo', bytes: 'samples' }, licence: 'apache', indent: 2 },
    ],
  },
]
