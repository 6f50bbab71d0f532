/* Encodes text as Code 128, set B: what the label printer draws as bars. */
#include "code128.h"

#include <string.h>

#define START_B 104
#define STOP 106
#define FIRST_CHARACTER 32
#define LAST_CHARACTER 126

int code128_encode(const char *text, unsigned char *symbols, size_t capacity)
{
    size_t length = strlen(text);
    unsigned long checksum = START_B;

    if (capacity < length + 3) {
        return CODE128_TOO_LONG;
    }
    symbols[0] = START_B;
    for (size_t i = 0; i < length; i++) {
        unsigned char character = (unsigned char)text[i];
        if (character < FIRST_CHARACTER || character > LAST_CHARACTER) {
            return CODE128_NOT_PRINTABLE;
        }
        symbols[i + 1] = (unsigned char)(character - FIRST_CHARACTER);
        checksum += (i + 1) * symbols[i + 1];
    }
    symbols[length + 1] = (unsigned char)(checksum % 103);
    symbols[length + 2] = STOP;
    return (int)(length + 3);
}
