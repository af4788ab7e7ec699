#define _GNU_SOURCE
#include "floor.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_PROCESSES = 65536, LIST_BYTES = 4 << 20, FILE_BYTES = 8192, ARENA_BYTES = 64 << 20 };

struct process {
    int pid, parent, threads;
    char state;
    char name[17];
    uint32_t user;
    uint64_t user_ticks, system_ticks, start_ticks, rss;
    uint64_t uss, pss, swap;
    const char *command_line, *executable;
    size_t command_line_length, executable_length;
};

static struct process *processes;
static long process_count;
static char *list, *arena;
static size_t arena_used;
static int proc = -1;
static uint64_t page_size, boot_ticks;

static void prepare(void)
{
    if (proc >= 0) {
        process_count = 0;
        arena_used = 0;
        return;
    }
    static char text[1 << 20];
    proc = keep_directory("/proc");
    processes = calloc(MOST_PROCESSES, sizeof *processes);
    list = malloc(LIST_BYTES);
    arena = malloc(ARENA_BYTES);
    page_size = sysconf(_SC_PAGESIZE);
    if (!processes || !list || !arena || read_all(proc, "stat", text, sizeof text) < 0) {
        fail("prepare");
    }
    const char *boot = strstr(text, "\nbtime ");
    boot += sizeof "\nbtime" - 1;
    boot_ticks = take_number(&boot) * 100;
}

static void parse_stat(const char *text, long length, struct process *process)
{
    const char *open = memchr(text, '(', length);
    const char *close = memrchr(text, ')', length);
    size_t name_length = close - open - 1;
    if (name_length >= sizeof process->name) {
        name_length = sizeof process->name - 1;
    }
    memcpy(process->name, open + 1, name_length);
    process->name[name_length] = 0;
    process->state = close[2];
    const char *at = close + 3;
    process->parent = (int)take_number(&at);
    /* Fields 5 to 13: some are negative. */
    for (int field = 5; field <= 13; field++) {
        at = strchr(at + 1, ' ');
    }
    process->user_ticks = take_number(&at);
    process->system_ticks = take_number(&at);
    for (int field = 16; field <= 19; field++) {
        at = strchr(at + 1, ' ');
    }
    process->threads = (int)take_number(&at);
    take_number(&at);
    process->start_ticks = take_number(&at);
    take_number(&at);
    process->rss = take_number(&at) * page_size;
}

static int read_stat(int pid, struct process *process)
{
    char path[32], text[FILE_BYTES];
    put_path(path, pid, "/stat");
    long length = read_once(proc, path, text, sizeof text);
    if (length <= 0) {
        return 0;
    }
    process->pid = pid;
    parse_stat(text, length, process);
    return 1;
}

static int read_statm(int pid, struct process *process)
{
    char path[32], text[256];
    put_path(path, pid, "/statm");
    if (read_once(proc, path, text, sizeof text) <= 0) {
        return 0;
    }
    const char *at = text;
    take_number(&at);
    process->rss = take_number(&at) * page_size;
    return 1;
}

/* The ids and, because the file is read anyway, the exact RSS. */
static int read_status(int pid, struct process *process)
{
    char path[32], text[FILE_BYTES];
    put_path(path, pid, "/status");
    if (read_once(proc, path, text, sizeof text) <= 0) {
        return 0;
    }
    const char *user = strstr(text, "\nUid:");
    user += sizeof "\nUid:" - 1;
    process->user = (uint32_t)take_number(&user);
    const char *rss = strstr(user, "\nVmRSS:");
    process->rss = 0;
    if (rss) {
        rss += sizeof "\nVmRSS:" - 1;
        process->rss = take_number(&rss) * 1024;
    }
    return 1;
}

static void read_command_line(int pid, struct process *process)
{
    char path[32];
    put_path(path, pid, "/cmdline");
    char *text = arena + arena_used;
    long length = read_once(proc, path, text, 65536);
    process->command_line = text;
    process->command_line_length = length > 0 ? length : 0;
    arena_used += process->command_line_length + 1;
}

static void read_executable(int pid, struct process *process)
{
    char path[32];
    put_path(path, pid, "/exe");
    char *text = arena + arena_used;
    long length = readlinkat(proc, path, text, 4096);
    process->executable = text;
    process->executable_length = length > 0 ? length : 0;
    arena_used += process->executable_length;
}

static int read_footprint(int pid, struct process *process)
{
    char path[32], text[FILE_BYTES];
    put_path(path, pid, "/smaps_rollup");
    long length = read_once(proc, path, text, sizeof text);
    process->pid = pid;
    process->uss = process->pss = process->swap = 0;
    if (length <= 0) {
        /* A kernel thread has no memory of its own and counts all the same: ESRCH. */
        return errno == ESRCH;
    }
    for (const char *line = next_line(text); line; line = next_line(line)) {
        const char *name;
        size_t length = take_word(&line, &name);
        if (length == 4 && memcmp(name, "Pss:", 4) == 0) {
            process->pss = take_number(&line) * 1024;
        } else if (length == 5 && memcmp(name, "Swap:", 5) == 0) {
            process->swap = take_number(&line) * 1024;
        } else if (length > 8 && memcmp(name, "Private_", 8) == 0) {
            process->uss += take_number(&line) * 1024;
        }
    }
    return 1;
}

static void visit_pid(int pid, void *state)
{
    (void)state;
    processes[process_count++].pid = pid;
}

static void visit_approximate(int pid, void *state)
{
    (void)state;
    process_count += read_stat(pid, &processes[process_count]);
}

static void visit_exact(int pid, void *state)
{
    (void)state;
    struct process *process = &processes[process_count];
    process_count += read_stat(pid, process) && read_statm(pid, process);
}

static void visit_described(int pid, void *state)
{
    (void)state;
    struct process *process = &processes[process_count];
    if (read_stat(pid, process) && read_status(pid, process)) {
        read_command_line(pid, process);
        read_executable(pid, process);
        process_count++;
    }
}

static void visit_footprint(int pid, void *state)
{
    (void)state;
    process_count += read_footprint(pid, &processes[process_count]);
}

static long walk(void (*visit)(int, void *))
{
    prepare();
    return for_each_number(proc, list, LIST_BYTES, visit, NULL);
}

static long run_pids(void) { return walk(visit_pid); }

static long run_approximate(void) { return walk(visit_approximate); }

static long run_exact(void) { return walk(visit_exact); }

static long run_described(void) { return walk(visit_described); }

static long run_footprint(void) { return walk(visit_footprint); }

static long run_one(void)
{
    prepare();
    visit_exact(target_pid, NULL);
    return 1;
}

static void check_pids(void)
{
    for (long i = 0; i < process_count; i++) {
        char record[16];
        put_path(record, processes[i].pid, "");
        emit_text(record, "pid", record);
    }
}

static void emit_activity(const char *record, const struct process *process)
{
    char state[2] = { process->state, 0 };
    emit_text(record, "name", process->name);
    emit_text(record, "state", state);
    emit_ticks(record, "user", process->user_ticks);
    emit_ticks(record, "system", process->system_ticks);
    emit_number(record, "threads", process->threads);
    emit_number(record, "rss", process->rss);
}

static void check_one(void)
{
    emit_activity("target", &processes[0]);
}

static void check_table(void)
{
    for (long i = 0; i < process_count; i++) {
        char record[16];
        put_path(record, processes[i].pid, "");
        emit_activity(record, &processes[i]);
        emit_number(record, "ppid", processes[i].parent);
        emit_ticks(record, "start", boot_ticks + processes[i].start_ticks);
    }
}

static void check_described(void)
{
    check_table();
    for (long i = 0; i < process_count; i++) {
        const struct process *process = &processes[i];
        char record[16];
        put_path(record, process->pid, "");
        emit_number(record, "uid", process->user);
        printf("%s\texe\t%.*s\n%s\tcmdline\t", record, (int)process->executable_length, process->executable, record);
        /* Arguments are told apart by blanks; the last one's NUL is no blank. */
        for (size_t at = 0; at + 1 < process->command_line_length; at++) {
            char byte = process->command_line[at];
            putchar(byte == 0 || byte == '\n' || byte == '\t' ? ' ' : byte);
        }
        putchar('\n');
    }
}

static void check_footprint(void)
{
    for (long i = 0; i < process_count; i++) {
        char record[16];
        put_path(record, processes[i].pid, "");
        emit_number(record, "uss", processes[i].uss);
        emit_number(record, "pss", processes[i].pss);
        emit_number(record, "swap", processes[i].swap);
    }
}

const struct workload process_workloads[] = {
    { "pids", run_pids, check_pids },
    { "table", run_approximate, check_table },
    { "table-exact", run_exact, check_table },
    { "table-refresh", run_exact, check_table },
    { "described", run_described, check_described },
    { "footprint", run_footprint, check_footprint },
    { "one", run_one, check_one },
    { 0 },
};
