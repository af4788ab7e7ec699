#include "floor.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

struct kernel_entry {
    uint64_t inode;
    int64_t offset;
    uint16_t length;
    uint8_t type;
    char name[];
};

int target_pid;

void fail(const char *what)
{
    fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
    exit(1);
}

int keep_directory(const char *path)
{
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        fail(path);
    }
    return descriptor;
}

long read_once(int directory, const char *path, char *buffer, size_t size)
{
    int descriptor = openat(directory, path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return -1;
    }
    long length = read(descriptor, buffer, size - 1);
    close(descriptor);
    if (length >= 0) {
        buffer[length] = 0;
    }
    return length;
}

long read_all(int directory, const char *path, char *buffer, size_t size)
{
    int descriptor = openat(directory, path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return -1;
    }
    size_t length = 0;
    while (length < size - 1) {
        long count = read(descriptor, buffer + length, size - 1 - length);
        if (count <= 0) {
            break;
        }
        length += count;
    }
    close(descriptor);
    buffer[length] = 0;
    return length;
}

long for_each_number(int directory, char *buffer, size_t size, void (*visit)(int number, void *state), void *state)
{
    long visited = 0;
    lseek(directory, 0, SEEK_SET);
    for (;;) {
        long filled = syscall(SYS_getdents64, directory, buffer, size);
        if (filled <= 0) {
            return visited;
        }
        for (long position = 0; position < filled;) {
            const struct kernel_entry *entry = (const struct kernel_entry *)(buffer + position);
            position += entry->length;
            if (entry->name[0] >= '0' && entry->name[0] <= '9') {
                int number = 0;
                for (const char *digit = entry->name; *digit; digit++) {
                    number = number * 10 + (*digit - '0');
                }
                visit(number, state);
                visited++;
            }
        }
    }
}

uint64_t take_number(const char **text)
{
    const char *at = *text;
    while (*at == ' ' || *at == '\t') {
        at++;
    }
    uint64_t value = 0;
    while (*at >= '0' && *at <= '9') {
        value = value * 10 + (uint64_t)(*at++ - '0');
    }
    *text = at;
    return value;
}

size_t take_word(const char **text, const char **word)
{
    const char *at = *text;
    while (*at == ' ' || *at == '\t') {
        at++;
    }
    *word = at;
    while (*at && *at != ' ' && *at != '\t' && *at != '\n') {
        at++;
    }
    *text = at;
    return at - *word;
}

const char *next_line(const char *text)
{
    const char *end = strchr(text, '\n');
    return end && end[1] ? end + 1 : NULL;
}

size_t put_path(char *path, int number, const char *tail)
{
    char digits[12];
    int count = 0;
    do {
        digits[count++] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    size_t length = 0;
    while (count) {
        path[length++] = digits[--count];
    }
    size_t rest = strlen(tail);
    memcpy(path + length, tail, rest + 1);
    return length + rest;
}

void emit_text(const char *record, const char *field, const char *value)
{
    printf("%s\t%s\t%s\n", record, field, value);
}

void emit_number(const char *record, const char *field, uint64_t value)
{
    printf("%s\t%s\t%llu\n", record, field, (unsigned long long)value);
}

void emit_ticks(const char *record, const char *field, uint64_t ticks)
{
    printf("%s\t%s\t%llu.%02llu\n", record, field, (unsigned long long)(ticks / 100), (unsigned long long)(ticks % 100));
}
