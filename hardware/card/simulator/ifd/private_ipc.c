/* Keep a private pcscd away from the directory of the system's pcscd: loaded before it with LD_PRELOAD.
 *
 * A pcscd that is given its socket still wants to make the directory it was compiled for, which an ordinary user may
 * not, and to write and remove its pid file there, which would be the file of the system's own pcscd. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

static bool of_the_system(const char *path) { return strncmp(path, "/run/pcscd", strlen("/run/pcscd")) == 0; }

int mkdir(const char *path, mode_t mode) {
    int (*real)(const char *, mode_t) = dlsym(RTLD_NEXT, "mkdir");
    return of_the_system(path) ? 0 : real(path, mode);
}

int chmod(const char *path, mode_t mode) {
    int (*real)(const char *, mode_t) = dlsym(RTLD_NEXT, "chmod");
    return of_the_system(path) ? 0 : real(path, mode);
}

int remove(const char *path) {
    int (*real)(const char *) = dlsym(RTLD_NEXT, "remove");
    return of_the_system(path) ? 0 : real(path);
}

int open(const char *path, int flags, ...) {
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    /* A file of its own and not /dev/null: pcscd changes the mode of its pid file, for root that of /dev/null. */
    return of_the_system(path) ? memfd_create("pcscd", MFD_CLOEXEC) : real(path, flags, mode);
}
