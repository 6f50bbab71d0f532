/* Loaded before a process of CodeLupe (LD_PRELOAD): names as a resolver that comes and goes gives them. While the file that
   CODELUPE_TEST_NAMES_UNKNOWN names is there, nobody knows localhost; each such answer is a byte more in it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef int (*resolver)(const char *, const char *, const struct addrinfo *, struct addrinfo **);

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
  const char *unknown = getenv("CODELUPE_TEST_NAMES_UNKNOWN");
  if (unknown != NULL && node != NULL && strcmp(node, "localhost") == 0) {
    int file = open(unknown, O_WRONLY | O_APPEND);
    if (file >= 0) {
      int told = write(file, ".", 1) == 1;
      close(file);
      if (told) return EAI_AGAIN;
    }
  }
  resolver next = (resolver)dlsym(RTLD_NEXT, "getaddrinfo");
  return next(node, service, hints, found);
}
