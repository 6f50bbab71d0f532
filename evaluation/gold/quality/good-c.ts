// Good C: SHA-256 with its table beside the logic, and a map of strings.
import { type Body, file } from './kit.ts'
import { pool } from './pool.ts'

export const cBodies: readonly Body[] = [
  {
    family: 'c-sha256-with-table',
    path: 'src/crypto/sha256.c',
    near: 'encoded',
    text: file`
/* SHA-256 after FIPS 180-4, written for clarity and small code. */
#include "sha256.h"
#include <string.h>

#define ROTR(x, n) (((x) >> (n)) | ((x) << (32 - (n))))
#define CH(x, y, z) (((x) & (y)) ^ (~(x) & (z)))
#define MAJ(x, y, z) (((x) & (y)) ^ ((x) & (z)) ^ ((y) & (z)))

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t load_be32(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void store_be32(uint8_t *bytes, uint32_t word)
{
    bytes[0] = (uint8_t)(word >> 24);
    bytes[1] = (uint8_t)(word >> 16);
    bytes[2] = (uint8_t)(word >> 8);
    bytes[3] = (uint8_t)word;
}

static void compress(struct sha256 *hash, const uint8_t *block)
{
    uint32_t w[64], s[8];

    for (int i = 0; i < 16; i++)
        w[i] = load_be32(block + 4 * i);
    for (int i = 16; i < 64; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];
        uint32_t small0 = ROTR(a, 7) ^ ROTR(a, 18) ^ (a >> 3);
        uint32_t small1 = ROTR(b, 17) ^ ROTR(b, 19) ^ (b >> 10);
        w[i] = w[i - 16] + small0 + w[i - 7] + small1;
    }
    memcpy(s, hash->state, sizeof s);
    for (int i = 0; i < 64; i++) {
        uint32_t big1 = ROTR(s[4], 6) ^ ROTR(s[4], 11) ^ ROTR(s[4], 25);
        uint32_t first = s[7] + big1 + CH(s[4], s[5], s[6]) + K[i] + w[i];
        uint32_t big0 = ROTR(s[0], 2) ^ ROTR(s[0], 13) ^ ROTR(s[0], 22);
        uint32_t second = big0 + MAJ(s[0], s[1], s[2]);
        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += first;
        s[0] = first + second;
    }
    for (int i = 0; i < 8; i++)
        hash->state[i] += s[i];
}
@@
void sha256_update(struct sha256 *hash, const void *data, size_t length)
{
    const uint8_t *bytes = data;

    hash->length += length;
    while (length > 0) {
        size_t take = sizeof hash->block - hash->used;
        if (take > length)
            take = length;
        memcpy(hash->block + hash->used, bytes, take);
        hash->used += take;
        bytes += take;
        length -= take;
        if (hash->used == sizeof hash->block) {
            compress(hash, hash->block);
            hash->used = 0;
        }
    }
}

/* Pads with one bit, zeros, and the length in bits; the state is then the digest. */
void sha256_final(struct sha256 *hash, uint8_t digest[32])
{
    uint64_t bits = hash->length * 8;
    uint8_t end[8];

    sha256_update(hash, "\x80", 1);
    while (hash->used != 56)
        sha256_update(hash, "", 1);
    store_be32(end, (uint32_t)(bits >> 32));
    store_be32(end + 4, (uint32_t)bits);
    sha256_update(hash, end, sizeof end);
    for (int i = 0; i < 8; i++)
        store_be32(digest + 4 * i, hash->state[i]);
}
`,
    others: [{ path: 'lib/hash/sha2_256.c', swap: { sha256: 'digest256' }, licence: 'mit', indent: 'tab' }],
  },
  {
    family: 'c-string-map',
    path: 'src/strmap.c',
    text: file`
#include "strmap.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Open addressing with linear probing; a removed entry leaves a tombstone. */
static char tombstone[] = "";

static size_t hash(const char *key)
{
    size_t value = 5381;
    while (*key)
        value = value * 33 ^ (unsigned char)*key++;
    return value;
}
@@
static struct entry *find(struct strmap *map, const char *key)
{
    struct entry *free_slot = NULL;
    for (size_t i = hash(key);; i++) {
        struct entry *entry = &map->entries[i & (map->capacity - 1)];
        if (entry->key == NULL)
            return free_slot ? free_slot : entry;
        if (entry->key == tombstone)
            free_slot = free_slot ? free_slot : entry;
        else if (strcmp(entry->key, key) == 0)
            return entry;
    }
}
@@
static int grow(struct strmap *map)
{
    struct strmap bigger = { .capacity = map->capacity ? map->capacity * 2 : 16 };
    bigger.entries = calloc(bigger.capacity, sizeof *bigger.entries);
    if (!bigger.entries)
        return -1;
    for (size_t i = 0; i < map->capacity; i++) {
        struct entry *entry = &map->entries[i];
        if (entry->key && entry->key != tombstone) {
            *find(&bigger, entry->key) = *entry;
            bigger.count++;
        }
    }
    free(map->entries);
    *map = bigger;
    return 0;
}
@@
int strmap_put(struct strmap *map, const char *key, void *value)
{
    if (map->count * 4 >= map->capacity * 3 && grow(map) < 0)
        return -1;
    struct entry *entry = find(map, key);
    if (entry->key == NULL || entry->key == tombstone) {
        entry->key = strdup(key);
        map->count++;
    }
    entry->value = value;
    return 0;
}
`,
    others: [
      {
        path: 'util/table.c',
        keep: [1, 3],
        swap: { strmap: 'table', entry: 'slot' },
        extra: [pool.cTrim],
        indent: 'tab',
      },
      { path: 'src/symbols.c', keep: [1, 2], swap: { strmap: 'symbols' }, extra: [pool.cReadAll], licence: 'gpl' },
    ],
  },
]
