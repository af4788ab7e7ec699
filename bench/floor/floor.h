/* The floor: each workload with the fewest system calls that give its data, and parsed by hand. */
#ifndef FLOOR_H
#define FLOOR_H

#include <stddef.h>
#include <stdint.h>

struct workload {
    const char *name;
    /* One round; returns how many things (processes, sockets, or 1 for a call about the machine) it read. */
    long (*run)(void);
    /* Prints what the last round read: record, field and value, with tabs between, one per line. */
    void (*check)(void);
};

extern const struct workload process_workloads[];
extern const struct workload machine_workloads[];
extern const struct workload storage_workloads[];
extern const struct workload network_workloads[];
extern const struct workload cgroup_workloads[];
extern const struct workload holder_workloads[];

/* The process that the workload about one process reads. */
extern int target_pid;

void fail(const char *what);

/* A descriptor of a directory, kept for the program's life. */
int keep_directory(const char *path);

/* The whole of a short kernel file: open, one read, close. -1 if it cannot be read. */
long read_once(int directory, const char *path, char *buffer, size_t size);

/* A whole file in as many reads as its end takes. -1 if it cannot be read. */
long read_all(int directory, const char *path, char *buffer, size_t size);

/* Calls visit for each numeric name of a directory, from its start. */
long for_each_number(int directory, char *buffer, size_t size, void (*visit)(int number, void *state), void *state);

/* The number at *text, which is left behind its last digit. Skips blanks before it. */
uint64_t take_number(const char **text);

/* The word at *text, up to a blank or the line's end. Skips blanks before it. */
size_t take_word(const char **text, const char **word);

/* Behind the next line end; NULL at the end. */
const char *next_line(const char *text);

/* Writes a number and a tail behind it. Returns the length. */
size_t put_path(char *path, int number, const char *tail);

void emit_text(const char *record, const char *field, const char *value);
void emit_number(const char *record, const char *field, uint64_t value);
void emit_ticks(const char *record, const char *field, uint64_t ticks);

#endif
