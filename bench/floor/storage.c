#include "floor.h"

#include <stdio.h>
#include <string.h>

enum { MOST_DISKS = 1024, MOST_MOUNTS = 1024, MOST_TYPES = 64, DISK_FIELDS = 11 };

static struct {
    char name[64];
    uint64_t values[DISK_FIELDS];
} disks[MOST_DISKS];

static struct {
    const char *point, *type, *device;
    size_t point_length, type_length, device_length;
} mounts[MOST_MOUNTS];

static int disk_count, mount_count;

static int proc_directory(void)
{
    static int proc = -1;
    return proc >= 0 ? proc : (proc = keep_directory("/proc"));
}

static long run_disk_io(void)
{
    static char text[1 << 20];
    if (read_all(proc_directory(), "diskstats", text, sizeof text) < 0) {
        fail("/proc/diskstats");
    }
    disk_count = 0;
    for (const char *line = text; line && *line; line = next_line(line)) {
        const char *name;
        take_number(&line);
        take_number(&line);
        size_t length = take_word(&line, &name);
        memcpy(disks[disk_count].name, name, length);
        disks[disk_count].name[length] = 0;
        for (int field = 0; field < DISK_FIELDS; field++) {
            disks[disk_count].values[field] = take_number(&line);
        }
        disk_count++;
    }
    return 1;
}

/* The file systems of physical devices: mountinfo, filtered by what /proc/filesystems says needs a device. */
static long run_partitions(void)
{
    static char types[8192], text[1 << 20];
    if (read_once(proc_directory(), "filesystems", types, sizeof types) <= 0 ||
        read_all(proc_directory(), "self/mountinfo", text, sizeof text) <= 0) {
        fail("/proc/self/mountinfo");
    }
    const char *physical[MOST_TYPES];
    size_t physical_length[MOST_TYPES];
    int physical_count = 0;
    for (const char *line = types; line && physical_count < MOST_TYPES; line = next_line(line)) {
        if (*line == '\t') {
            physical_length[physical_count] = take_word(&line, &physical[physical_count]);
            physical_count++;
        }
    }
    mount_count = 0;
    for (const char *line = text; line; line = next_line(line)) {
        const char *word;
        for (int field = 1; field <= 4; field++) {
            take_word(&line, &word);
        }
        mounts[mount_count].point_length = take_word(&line, &mounts[mount_count].point);
        while (take_word(&line, &word) != 1 || *word != '-') {
        }
        size_t length = mounts[mount_count].type_length = take_word(&line, &mounts[mount_count].type);
        mounts[mount_count].device_length = take_word(&line, &mounts[mount_count].device);
        for (int type = 0; type < physical_count; type++) {
            if (physical_length[type] == length && memcmp(physical[type], mounts[mount_count].type, length) == 0) {
                mount_count++;
                break;
            }
        }
    }
    return 1;
}

static void check_disk_io(void)
{
    for (int i = 0; i < disk_count; i++) {
        const uint64_t *values = disks[i].values;
        const char *name = disks[i].name;
        emit_number(name, "read_count", values[0]);
        emit_number(name, "read_merged", values[1]);
        emit_number(name, "read_bytes", values[2] * 512);
        emit_number(name, "read_ms", values[3]);
        emit_number(name, "write_count", values[4]);
        emit_number(name, "write_merged", values[5]);
        emit_number(name, "write_bytes", values[6] * 512);
        emit_number(name, "write_ms", values[7]);
        emit_number(name, "busy_ms", values[9]);
    }
}

static void check_partitions(void)
{
    for (int i = 0; i < mount_count; i++) {
        printf("%.*s\ttype\t%.*s\n", (int)mounts[i].point_length, mounts[i].point, (int)mounts[i].type_length, mounts[i].type);
    }
}

const struct workload storage_workloads[] = {
    { "disk-io", run_disk_io, check_disk_io },
    { "partitions", run_partitions, check_partitions },
    { 0 },
};
