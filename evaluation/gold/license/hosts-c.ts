// Bodies of code in C and its neighbours, into which notices are put; `%%%` is where the imports end.
import type { HostTable } from './host.ts'

export const hostsOfC = {
  c: {
    path: 'src/@thing@_ring.c',
    styles: ['stars', 'bare', 'boxStars', 'twoStars'],
    body: `#include <stdlib.h>
#include <string.h>
#include "@thing@_ring.h"
%%%
struct @thing@_ring {
	unsigned char *data;
	size_t size;
	size_t head;
	size_t tail;
};

/* Size must be a power of two, so that the mask works. */
struct @thing@_ring *@thing@_ring_new(size_t size)
{
	struct @thing@_ring *r;

	if (size == 0 || (size & (size - 1)) != 0)
		return NULL;
	r = calloc(1, sizeof(*r));
	if (!r)
		return NULL;
	r->data = malloc(size);
	if (!r->data) {
		free(r);
		return NULL;
	}
	r->size = size;
	return r;
}

size_t @thing@_ring_used(const struct @thing@_ring *r)
{
	return (r->head - r->tail) & (r->size - 1);
}

void @thing@_ring_free(struct @thing@_ring *r)
{
	if (!r)
		return;
	free(r->data);
	free(r);
}`,
  },
  cParser: {
    path: 'lib/conf_@thing@.c',
    styles: ['stars', 'boxEach', 'bareIndented', 'dashedBlock'],
    body: String.raw`#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
%%%
#define MAX_LINE 512

typedef int (*@thing@_handler)(const char *key, const char *value, void *user);

static char *skip_blank(char *p)
{
    while (*p && isspace((unsigned char)*p))
        p++;
    return p;
}

static void chomp(char *s)
{
    size_t n = strlen(s);
    while (n > 0 && (s[n - 1] == '\n' || s[n - 1] == '\r' || s[n - 1] == ' '))
        s[--n] = '\0';
}

int @thing@_read_config(const char *path, @thing@_handler handler, void *user)
{
    char line[MAX_LINE];
    int number = 0;
    FILE *in = fopen(path, "r");

    if (in == NULL)
        return -errno;
    while (fgets(line, sizeof line, in)) {
        char *key = skip_blank(line), *eq;
        number++;
        if (*key == '#' || *key == '\0')
            continue;
        eq = strchr(key, '=');
        if (eq == NULL) {
            fprintf(stderr, "%s:%d: no '=' found\n", path, number);
            continue;
        }
        *eq = '\0';
        chomp(key);
        chomp(eq + 1);
        handler(key, skip_blank(eq + 1), user);
    }
    fclose(in);
    return 0;
}`,
  },
  cHeader: {
    path: 'include/@thing@/@thing@_hash.h',
    styles: ['stars', 'javadoc', 'slashes'],
    body: `#ifndef @THING@_HASH_H
#define @THING@_HASH_H

#include <stddef.h>
#include <stdint.h>
%%%
#ifdef __cplusplus
extern "C" {
#endif

#define @THING@_FNV_OFFSET 2166136261u
#define @THING@_FNV_PRIME  16777619u

static inline uint32_t @thing@_fnv1a(const void *data, size_t len)
{
	const uint8_t *p = data;
	uint32_t h = @THING@_FNV_OFFSET;

	while (len--) {
		h ^= *p++;
		h *= @THING@_FNV_PRIME;
	}
	return h;
}

uint32_t @thing@_murmur3(const void *data, size_t len, uint32_t seed);

#ifdef __cplusplus
}
#endif

#endif /* @THING@_HASH_H */`,
  },
  cpp: {
    path: 'src/core/@Thing@Scheduler.cpp',
    styles: ['slashes', 'stars', 'boxStars', 'ruledBlock'],
    body: `#include "@Thing@Scheduler.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>
%%%
namespace core {

@Thing@Scheduler::@Thing@Scheduler(std::size_t capacity) : capacity_(capacity) {
    queue_.reserve(capacity);
}

void @Thing@Scheduler::push(Task task) {
    std::lock_guard<std::mutex> guard(mutex_);
    if (queue_.size() >= capacity_) {
        throw std::length_error("@thing@ queue is full");
    }
    queue_.push_back(std::move(task));
    std::push_heap(queue_.begin(), queue_.end(), LaterFirst{});
    ready_.notify_one();
}

bool @Thing@Scheduler::pop(Task& out, std::chrono::milliseconds timeout) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (!ready_.wait_for(lock, timeout, [this] { return !queue_.empty(); })) {
        return false;
    }
    std::pop_heap(queue_.begin(), queue_.end(), LaterFirst{});
    out = std::move(queue_.back());
    queue_.pop_back();
    return true;
}

}  // namespace core`,
  },
  cppTemplate: {
    path: 'include/math/@thing@_matrix.hpp',
    styles: ['slashes', 'slashesTriple', 'javadoc', 'slashesRuled'],
    body: `#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
%%%
namespace @thing@ {

template <typename T, std::size_t Rows, std::size_t Columns>
class Matrix {
public:
  constexpr Matrix() noexcept : cells_{} {}

  constexpr T& at(std::size_t row, std::size_t column) { return cells_[row * Columns + column]; }
  constexpr const T& at(std::size_t row, std::size_t column) const { return cells_[row * Columns + column]; }

  constexpr Matrix<T, Columns, Rows> transposed() const {
    Matrix<T, Columns, Rows> result;
    for (std::size_t r = 0; r < Rows; ++r)
      for (std::size_t c = 0; c < Columns; ++c)
        result.at(c, r) = at(r, c);
    return result;
  }

private:
  std::array<T, Rows * Columns> cells_;
};

using Matrix3 = Matrix<double, 3, 3>;

}  // namespace @thing@`,
  },
  arduino: {
    path: 'firmware/@thing@_node/@thing@_node.ino',
    styles: ['bareIndented', 'stars', 'slashes'],
    body: `#include <Wire.h>
#include <EEPROM.h>
%%%
const int SENSOR_PIN = A0;
const int LED_PIN = 13;
const unsigned long INTERVAL_MS = 2000;

unsigned long lastRead = 0;
float calibration = 1.0;

void setup() {
  Serial.begin(9600);
  pinMode(LED_PIN, OUTPUT);
  EEPROM.get(0, calibration);
  if (isnan(calibration)) calibration = 1.0;
}

float read@Thing@() {
  long total = 0;
  for (int i = 0; i < 8; i++) {
    total += analogRead(SENSOR_PIN);
    delay(2);
  }
  return (total / 8.0) * calibration;
}

void loop() {
  if (millis() - lastRead < INTERVAL_MS) return;
  lastRead = millis();
  digitalWrite(LED_PIN, HIGH);
  Serial.println(read@Thing@());
  digitalWrite(LED_PIN, LOW);
}`,
  },
} as const satisfies HostTable
