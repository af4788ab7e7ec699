/* The whole program: lists every process with its PID, state, exact RSS, owner and name. */
#define _GNU_SOURCE
#include "floor.h"

#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_USERS = 64, LIST_BYTES = 1 << 20 };

static int proc;
static uint64_t page_size;

static struct {
    uid_t id;
    char name[40];
} users[MOST_USERS];

static int user_count;

static const char *user_name(uid_t id)
{
    for (int i = 0; i < user_count; i++) {
        if (users[i].id == id) {
            return users[i].name;
        }
    }
    if (user_count == MOST_USERS) {
        return "?";
    }
    const struct passwd *entry = getpwuid(id);
    users[user_count].id = id;
    if (entry) {
        snprintf(users[user_count].name, sizeof users->name, "%s", entry->pw_name);
    } else {
        snprintf(users[user_count].name, sizeof users->name, "%u", id);
    }
    return users[user_count++].name;
}

static void print_process(int pid, void *state)
{
    (void)state;
    char path[32], text[4096], statm[256];
    put_path(path, pid, "/stat");
    int descriptor = openat(proc, path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return;
    }
    struct stat owner;
    long length = read(descriptor, text, sizeof text - 1);
    int has_owner = fstat(descriptor, &owner) == 0;
    close(descriptor);
    put_path(path, pid, "/statm");
    if (length <= 0 || !has_owner || read_once(proc, path, statm, sizeof statm) <= 0) {
        return;
    }
    const char *open = memchr(text, '(', length);
    const char *close_bracket = memrchr(text, ')', length);
    const char *at = statm;
    take_number(&at);
    uint64_t rss = take_number(&at) * page_size;
    printf("%7d %c %10llu %-12s %.*s\n", pid, close_bracket[2], (unsigned long long)rss / 1024, user_name(owner.st_uid),
           (int)(close_bracket - open - 1), open + 1);
}

int main(void)
{
    static char list[LIST_BYTES], output[1 << 16];
    setvbuf(stdout, output, _IOFBF, sizeof output);
    proc = keep_directory("/proc");
    page_size = sysconf(_SC_PAGESIZE);
    puts("    PID S    RSS KiB USER         NAME");
    for_each_number(proc, list, sizeof list, print_process, NULL);
    return 0;
}
