/* Splits a ledger into one file a month, as the old desk wanted it. */
#include <stdio.h>
#include <string.h>

static FILE *open_month(const char *month)
{
    char name[32];
    snprintf(name, sizeof name, "ledger-%.7s.txt", month);
    return fopen(name, "a");
}

int main(void)
{
    char line[512];
    char current[8] = "";
    FILE *out = NULL;

    while (fgets(line, sizeof line, stdin) != NULL) {
        if (strncmp(line, current, 7) != 0) {
            if (out != NULL) {
                fclose(out);
            }
            memcpy(current, line, 7);
            out = open_month(current);
            if (out == NULL) {
                perror("ledger");
                return 1;
            }
        }
        fputs(line, out);
    }
    return out == NULL ? 0 : fclose(out);
}
