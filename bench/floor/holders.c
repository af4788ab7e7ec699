/* Who holds a file: its descriptors, its program and directories, and what it has mapped. */
#define _GNU_SOURCE
#include "floor.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_PROCESSES = 65536, LIST_BYTES = 1 << 20, MAPS_BYTES = 4 << 20 };

static const char searched[] = "/etc/passwd";

static struct {
    int pid, holds;
} processes[MOST_PROCESSES];

static long process_count;
static struct stat target;
static int proc = -1;

static int is_target(int directory, const char *path)
{
    struct stat status;
    return fstatat(directory, path, &status, 0) == 0 && status.st_ino == target.st_ino && status.st_dev == target.st_dev;
}

struct scan {
    int folder, holds;
};

static void visit_descriptor(int number, void *state)
{
    struct scan *scan = state;
    char path[16];
    put_path(path, number, "");
    scan->holds |= is_target(scan->folder, path);
}

static int has_open(int pid)
{
    static char list[LIST_BYTES];
    char path[32];
    put_path(path, pid, "/fd");
    struct scan scan = { openat(proc, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), 0 };
    if (scan.folder >= 0) {
        for_each_number(scan.folder, list, sizeof list, visit_descriptor, &scan);
        close(scan.folder);
    }
    return scan.holds;
}

static int has_mapped(int pid)
{
    static char text[MAPS_BYTES];
    char path[32];
    put_path(path, pid, "/maps");
    if (read_all(proc, path, text, sizeof text) <= 0) {
        return 0;
    }
    /* Range, rights, offset, device, inode: the inode is rarely the same, so the device is not compared. */
    for (const char *line = text; line; line = next_line(line)) {
        const char *word;
        for (int i = 0; i < 4; i++) {
            take_word(&line, &word);
        }
        if (take_number(&line) == target.st_ino) {
            return 1;
        }
    }
    return 0;
}

static void visit_process(int pid, void *state)
{
    static const char *const links[] = { "/exe", "/cwd", "/root" };
    (void)state;
    int holds = has_open(pid);
    for (int i = 0; i < 3; i++) {
        char path[32];
        put_path(path, pid, links[i]);
        holds |= is_target(proc, path);
    }
    holds |= has_mapped(pid);
    processes[process_count].pid = pid;
    processes[process_count++].holds = holds;
}

static long run_holders(void)
{
    static char list[LIST_BYTES];
    proc = proc >= 0 ? proc : keep_directory("/proc");
    if (stat(searched, &target) < 0) {
        fail(searched);
    }
    process_count = 0;
    for_each_number(proc, list, sizeof list, visit_process, NULL);
    return 1;
}

static void check_holders(void)
{
    for (long i = 0; i < process_count; i++) {
        char record[16];
        put_path(record, processes[i].pid, "");
        emit_number(record, "holds", processes[i].holds);
    }
}

const struct workload holder_workloads[] = {
    { "file-holders", run_holders, check_holders },
    { 0 },
};
