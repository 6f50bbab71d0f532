#ifndef PARCEL_DESK_CODE128_H
#define PARCEL_DESK_CODE128_H

#include <stddef.h>

/* Errors are negative, counts of symbols positive. */
#define CODE128_TOO_LONG (-1)
#define CODE128_NOT_PRINTABLE (-2)

/*
 * Writes the symbols of `text` with start, checksum and stop into `symbols`, which has room for `capacity` of them.
 * Returns how many symbols were written, or one of the errors above.
 */
int code128_encode(const char *text, unsigned char *symbols, size_t capacity);

#endif
