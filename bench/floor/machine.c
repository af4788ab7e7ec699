#include "floor.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOST_CPUS = 1024, CPU_FIELDS = 10 };

static const char *const cpu_fields[CPU_FIELDS] = {
    "user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal", "guest", "guest_nice"
};

static struct {
    int number;
    uint64_t ticks[CPU_FIELDS];
} cpus[MOST_CPUS];

static int cpu_count;

static struct {
    const char *source, *field;
    uint64_t value;
} memory_fields[] = {
    { "MemTotal:", "total", 0 },     { "MemAvailable:", "available", 0 }, { "MemFree:", "free", 0 },
    { "Active:", "active", 0 },      { "Inactive:", "inactive", 0 },      { "Buffers:", "buffers", 0 },
    { "Cached:", "cached", 0 },      { "SReclaimable:", "", 0 },          { "Shmem:", "shared", 0 },
    { "Slab:", "slab", 0 },          { "SwapTotal:", "swap_total", 0 },   { "SwapFree:", "swap_free", 0 },
};

enum { CACHED = 6, RECLAIMABLE = 7, SWAP_TOTAL = 10, SWAP_FREE = 11, MEMORY_FIELDS = sizeof memory_fields / sizeof *memory_fields };

static uint64_t swapped_in, swapped_out;

static int proc_directory(void)
{
    static int proc = -1;
    return proc >= 0 ? proc : (proc = keep_directory("/proc"));
}

static long run_cpu(void)
{
    /* The lines of the CPUs come first; what follows them is not asked for. */
    static char text[MOST_CPUS * 128];
    if (read_once(proc_directory(), "stat", text, sizeof text) <= 0) {
        fail("/proc/stat");
    }
    cpu_count = 0;
    for (const char *line = next_line(text); line && memcmp(line, "cpu", 3) == 0; line = next_line(line)) {
        line += 3;
        cpus[cpu_count].number = (int)take_number(&line);
        for (int field = 0; field < CPU_FIELDS; field++) {
            cpus[cpu_count].ticks[field] = take_number(&line);
        }
        cpu_count++;
    }
    return 1;
}

static void read_memory(void)
{
    static char text[8192];
    if (read_once(proc_directory(), "meminfo", text, sizeof text) <= 0) {
        fail("/proc/meminfo");
    }
    int next = 0;
    for (const char *line = text; line; line = next_line(line)) {
        const char *name;
        size_t length = take_word(&line, &name);
        /* The lines come in no order of ours: look on from the last one found, which is right nearly always. */
        for (int tried = 0; tried < MEMORY_FIELDS; tried++) {
            int field = (next + tried) % MEMORY_FIELDS;
            if (memory_fields[field].source[0] == name[0] && strlen(memory_fields[field].source) == length &&
                memcmp(memory_fields[field].source, name, length) == 0) {
                memory_fields[field].value = take_number(&line) * 1024;
                next = field + 1;
                break;
            }
        }
    }
}

static long run_memory(void)
{
    read_memory();
    return 1;
}

static long run_swap(void)
{
    /* One read: the two lines stand in the first half of what the kernel gives out at once. */
    static char text[32768];
    read_memory();
    if (read_once(proc_directory(), "vmstat", text, sizeof text) <= 0) {
        fail("/proc/vmstat");
    }
    uint64_t page = sysconf(_SC_PAGESIZE);
    const char *in = strstr(text, "\npswpin ");
    if (in) {
        in += sizeof "\npswpin" - 1;
        swapped_in = take_number(&in) * page;
        in += sizeof "\npswpout" - 1;
        swapped_out = take_number(&in) * page;
    }
    return 1;
}

static void check_cpu(void)
{
    for (int i = 0; i < cpu_count; i++) {
        char record[16];
        put_path(record, cpus[i].number, "");
        for (int field = 0; field < CPU_FIELDS; field++) {
            emit_ticks(record, cpu_fields[field], cpus[i].ticks[field]);
        }
    }
}

static void check_memory(void)
{
    for (int field = 0; field < SWAP_TOTAL; field++) {
        if (field != RECLAIMABLE) {
            uint64_t value = memory_fields[field].value;
            emit_number("memory", memory_fields[field].field, field == CACHED ? value + memory_fields[RECLAIMABLE].value : value);
        }
    }
}

static void check_swap(void)
{
    emit_number("swap", "total", memory_fields[SWAP_TOTAL].value);
    emit_number("swap", "free", memory_fields[SWAP_FREE].value);
    emit_number("swap", "used", memory_fields[SWAP_TOTAL].value - memory_fields[SWAP_FREE].value);
    emit_number("swap", "in", swapped_in);
    emit_number("swap", "out", swapped_out);
}

const struct workload machine_workloads[] = {
    { "cpu", run_cpu, check_cpu },
    { "memory", run_memory, check_memory },
    { "swap", run_swap, check_swap },
    { 0 },
};
