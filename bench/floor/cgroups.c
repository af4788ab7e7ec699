#define _GNU_SOURCE
#include "floor.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MOST_GROUPS = 65536, MOST_HIERARCHIES = 16, MOST_DEPTH = 32, LIST_BYTES = 32768, FILE_BYTES = 65536, PATH_BYTES = 4096 };

/* The controllers of a hierarchy; UNIFIED is version 2 with all that are on in it. */
enum { UNIFIED = 1, CPU = 2, CPUACCT = 4, MEMORY = 8, BLKIO = 16, PIDS = 32 };

enum field {
    CPU_TIME, THROTTLED, WEIGHT, QUOTA, USED, PEAK, ANONYMOUS, CACHE, KERNEL, SWAP, LIMIT, MAX_EVENTS, OOM_KILLS, READ_BYTES, WRITE_BYTES,
    CPU_STALL, MEMORY_STALL, IO_STALL, TASKS, MOST_TASKS, PROCESSES, FIELDS
};

static const char *const field_names[FIELDS] = {
    "cpu_us", "throttled", "weight", "quota_us", "used", "peak", "anonymous", "cache", "kernel", "swap_used", "limit", "max_events", "oom_kills",
    "read_bytes", "write_bytes", "cpu_stall_us", "memory_stall_us", "io_stall_us", "tasks", "most_tasks", "processes"
};

static struct group {
    char *path;
    uint32_t known; /* a bit for each field that has a value */
    uint64_t values[FIELDS];
} *groups;

static struct {
    int directory, controllers;
    char root[PATH_BYTES];
} hierarchies[MOST_HIERARCHIES];

static int group_count, hierarchy_count;
static char *arena, *arena_end;
static char text[FILE_BYTES];

struct kernel_entry {
    uint64_t inode;
    int64_t offset;
    uint16_t length;
    uint8_t type;
    char name[];
};

static void set(struct group *group, enum field field, uint64_t value)
{
    group->known |= 1u << field;
    group->values[field] = value;
}

static int read_file(int directory, const char *name)
{
    return read_once(directory, name, text, sizeof text) >= 0;
}

static int read_number(int directory, const char *name, struct group *group, enum field field)
{
    if (!read_file(directory, name) || *text < '0' || *text > '9') {
        return 0;
    }
    const char *at = text;
    uint64_t value = take_number(&at);
    /* Version 1 writes the largest number of whole pages for 'no limit'. */
    if (field == LIMIT && value >= INT64_MAX - 0xFFFF) {
        return 0;
    }
    set(group, field, value);
    return 1;
}

/* The counters of a file with a name and a number on each line. */
static void find(const char *at, const char *const *names, const enum field *fields, int count, struct group *group)
{
    for (; at; at = next_line(at)) {
        const char *word;
        size_t length = take_word(&at, &word);
        for (int i = 0; i < count; i++) {
            if (names[i][0] == word[0] && strncmp(names[i], word, length) == 0 && !names[i][length]) {
                set(group, fields[i], take_number(&at));
                break;
            }
        }
    }
}

static int read_stall(int directory, const char *name, struct group *group, enum field field)
{
    if (!read_file(directory, name)) {
        return 0;
    }
    const char *total = strstr(text, "total=");
    if (total) {
        total += sizeof "total=" - 1;
        set(group, field, take_number(&total));
    }
    return 1;
}

static void add_io(const char *at, const char *key, struct group *group, enum field field)
{
    uint64_t sum = 0;
    size_t length = strlen(key);
    while ((at = strstr(at, key))) {
        at += length;
        sum += take_number(&at);
    }
    set(group, field, sum);
}

static void read_unified(int directory, struct group *group, int is_top)
{
    static const char *const cpu[] = { "usage_usec", "nr_throttled" };
    static const enum field cpu_fields[] = { CPU_TIME, THROTTLED };
    static const char *const memory[] = { "anon", "file", "kernel" };
    static const enum field memory_fields[] = { ANONYMOUS, CACHE, KERNEL };
    static const char *const events[] = { "max", "oom_kill" };
    static const enum field event_fields[] = { MAX_EVENTS, OOM_KILLS };
    if (read_file(directory, "cpu.stat")) {
        find(text, cpu, cpu_fields, 2, group);
        if (read_number(directory, "cpu.weight", group, WEIGHT)) {
            read_number(directory, "cpu.max", group, QUOTA);
        }
    }
    int has_memory = read_number(directory, "memory.current", group, USED);
    if ((has_memory || is_top) && read_file(directory, "memory.stat")) {
        find(text, memory, memory_fields, 3, group);
    }
    if (has_memory) {
        int has_swap = read_number(directory, "memory.swap.current", group, SWAP);
        read_number(directory, "memory.peak", group, PEAK);
        read_number(directory, "memory.max", group, LIMIT);
        read_file(directory, "memory.high");
        if (has_swap) {
            read_file(directory, "memory.swap.max");
        }
        if (read_file(directory, "memory.events")) {
            find(text, events, event_fields, 2, group);
        }
    }
    if (read_file(directory, "io.stat")) {
        add_io(text, "rbytes=", group, READ_BYTES);
        add_io(text, "wbytes=", group, WRITE_BYTES);
    }
    if (read_stall(directory, "cpu.pressure", group, CPU_STALL)) {
        read_stall(directory, "memory.pressure", group, MEMORY_STALL);
        read_stall(directory, "io.pressure", group, IO_STALL);
    }
    if (read_number(directory, "pids.current", group, TASKS)) {
        read_number(directory, "pids.max", group, MOST_TASKS);
    }
}

static void read_first(int directory, struct group *group, int controllers)
{
    static const char *const cpu[] = { "nr_throttled" };
    static const enum field cpu_fields[] = { THROTTLED };
    static const char *const memory[] = { "total_rss", "total_cache", "total_swap" };
    static const enum field memory_fields[] = { ANONYMOUS, CACHE, SWAP };
    static const char *const events[] = { "oom_kill" };
    static const enum field event_fields[] = { OOM_KILLS };
    if (controllers & CPUACCT) {
        if (read_number(directory, "cpuacct.usage", group, CPU_TIME)) {
            group->values[CPU_TIME] /= 1000;
        }
        read_file(directory, "cpuacct.stat");
    }
    if (controllers & CPU && read_file(directory, "cpu.stat")) {
        find(text, cpu, cpu_fields, 1, group);
        read_number(directory, "cpu.shares", group, WEIGHT);
        if (read_number(directory, "cpu.cfs_quota_us", group, QUOTA)) {
            read_file(directory, "cpu.cfs_period_us");
        }
    }
    if (controllers & MEMORY && read_number(directory, "memory.usage_in_bytes", group, USED)) {
        if (read_file(directory, "memory.stat")) {
            find(text, memory, memory_fields, 3, group);
        }
        if (read_file(directory, "memory.oom_control")) {
            find(text, events, event_fields, 1, group);
        }
        int has_limit = read_number(directory, "memory.limit_in_bytes", group, LIMIT);
        read_number(directory, "memory.max_usage_in_bytes", group, PEAK);
        read_number(directory, "memory.kmem.usage_in_bytes", group, KERNEL);
        if (has_limit) {
            read_file(directory, "memory.memsw.limit_in_bytes");
        }
        read_number(directory, "memory.failcnt", group, MAX_EVENTS);
    }
    if (controllers & BLKIO && read_file(directory, "blkio.throttle.io_service_bytes_recursive")) {
        add_io(text, " Read ", group, READ_BYTES);
        add_io(text, " Write ", group, WRITE_BYTES);
        read_file(directory, "blkio.throttle.io_serviced_recursive");
    }
    if (controllers & PIDS && read_number(directory, "pids.current", group, TASKS)) {
        read_number(directory, "pids.max", group, MOST_TASKS);
    }
}

static void count_processes(int directory, struct group *group)
{
    int descriptor = openat(directory, "cgroup.procs", O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return;
    }
    long length, count = 0;
    while ((length = read(descriptor, text, sizeof text)) > 0) {
        for (const char *at = text; (at = memchr(at, '\n', text + length - at)); at++) {
            count++;
        }
    }
    close(descriptor);
    if (length == 0) {
        set(group, PROCESSES, count);
    }
}

/* One descriptor of a directory for its files and for its list. The list is kept until all below it was read. */
static void walk(int descriptor, int controllers, char *path, size_t length, int depth)
{
    static char lists[MOST_DEPTH][LIST_BYTES];
    if (group_count == MOST_GROUPS || depth == MOST_DEPTH || arena_end - arena < (long)length + 2) {
        fail("too many groups");
    }
    struct group *group = &groups[group_count++];
    group->known = 0;
    group->path = arena;
    arena = stpcpy(arena, length ? path : "/") + 1;
    if (controllers == UNIFIED) {
        read_unified(descriptor, group, depth == 0);
    } else {
        read_first(descriptor, group, controllers);
    }
    count_processes(descriptor, group);
    for (;;) {
        long filled = syscall(SYS_getdents64, descriptor, lists[depth], LIST_BYTES);
        if (filled <= 0) {
            return;
        }
        for (long position = 0; position < filled;) {
            const struct kernel_entry *entry = (const struct kernel_entry *)(lists[depth] + position);
            position += entry->length;
            size_t name = strlen(entry->name);
            if (entry->type != 4 || entry->name[0] == '.' || length + name + 2 > PATH_BYTES) {
                continue;
            }
            int child = openat(descriptor, entry->name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
            if (child >= 0) {
                path[length] = '/';
                memcpy(path + length + 1, entry->name, name + 1);
                walk(child, controllers, path, length + 1 + name, depth + 1);
                close(child);
                path[length] = 0;
            }
        }
    }
}

static int controllers_of(const char *options)
{
    static const char *const names[] = { "cpu", "cpuacct", "memory", "blkio", "pids" };
    int controllers = 0;
    for (const char *at = options; *at; at += *at == ',') {
        size_t length = strcspn(at, ",");
        for (int i = 0; i < 5; i++) {
            controllers |= strlen(names[i]) == length && memcmp(names[i], at, length) == 0 ? CPU << i : 0;
        }
        at += length;
    }
    return controllers;
}

/* Once: the mounted hierarchies, version 2 first. */
static void prepare(void)
{
    static char mounts[1 << 20];
    if (groups) {
        return;
    }
    groups = calloc(MOST_GROUPS, sizeof *groups);
    if (!groups || read_all(AT_FDCWD, "/proc/self/mountinfo", mounts, sizeof mounts) < 0) {
        fail("prepare");
    }
    for (int version = 2; version >= 1; version--) {
        for (const char *line = mounts; line; line = next_line(line)) {
            char root[PATH_BYTES], point[PATH_BYTES], type[64], options[1024];
            const char *end = strstr(line, " - ");
            if (!end || sscanf(line, "%*s %*s %*s %4095s %4095s", root, point) != 2 || sscanf(end, " - %63s %*s %1023s", type, options) != 2) {
                continue;
            }
            int controllers = version == 2 ? UNIFIED : controllers_of(options);
            if (strcmp(type, version == 2 ? "cgroup2" : "cgroup") == 0 && controllers && hierarchy_count < MOST_HIERARCHIES) {
                hierarchies[hierarchy_count].directory = keep_directory(point);
                hierarchies[hierarchy_count].controllers = controllers;
                strcpy(hierarchies[hierarchy_count++].root, strcmp(root, "/") == 0 ? "" : root);
            }
        }
    }
}

static long run_cgroups(void)
{
    static char path[PATH_BYTES], paths[MOST_GROUPS * 128];
    prepare();
    group_count = 0;
    arena = paths;
    arena_end = paths + sizeof paths;
    for (int i = 0; i < hierarchy_count; i++) {
        lseek(hierarchies[i].directory, 0, SEEK_SET);
        strcpy(path, hierarchies[i].root);
        walk(hierarchies[i].directory, hierarchies[i].controllers, path, strlen(path), 0);
    }
    return 1;
}

/* A group of several hierarchies has a record of each: what comes later counts, as with the library. */
static void check_cgroups(void)
{
    for (int i = 0; i < group_count; i++) {
        for (int field = 0; field < FIELDS; field++) {
            if (field != QUOTA && groups[i].known & 1u << field) {
                emit_number(groups[i].path, field_names[field], groups[i].values[field]);
            }
        }
    }
}

const struct workload cgroup_workloads[] = {
    { "cgroups", run_cgroups, check_cgroups },
    { "cgroups-refresh", run_cgroups, check_cgroups },
    { 0 },
};
