/*
 * methods-run SYMBOLS OUTPUT PROGRAM [ARGUMENT...]: runs a program, and appends the names of the functions that it and its children run to
 * OUTPUT, one a line, in the order in which each runs first. SYMBOLS has lines of a hexadecimal address and a name; the program must be
 * loaded where it was linked. Each function begins with a breakpoint, which is taken away as soon as it was met, so that it costs nothing
 * thereafter. For Linux on x86-64.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#define BREAKPOINT 0xCC

struct function {
    uint64_t address;
    char *name;
    unsigned char first_byte;
    int was_run;
};

static struct function *functions;
static size_t count;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static int compare(const void *left, const void *right)
{
    uint64_t a = ((const struct function *)left)->address, b = ((const struct function *)right)->address;
    return a < b ? -1 : a > b;
}

static void read_symbols(const char *path)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t capacity = 0;
    if (file == NULL) {
        fail(path);
    }
    while (getline(&line, &capacity, file) > 0) {
        char *name = NULL;
        uint64_t address = strtoull(line, &name, 16);
        name[strcspn(name, "\n")] = '\0';
        functions = realloc(functions, (count + 1) * sizeof *functions);
        functions[count++] = (struct function){.address = address, .name = strdup(name + 1)};
    }
    free(line);
    fclose(file);
    if (count == 0) {
        fprintf(stderr, "%s has no symbols\n", path);
        exit(1);
    }
    qsort(functions, count, sizeof *functions, compare);
}

/* A program that was just loaded: breakpoints into all functions that did not run yet. */
static void place_breakpoints(pid_t pid)
{
    static int are_bytes_known;
    uint64_t start = functions[0].address;
    size_t length = functions[count - 1].address - start + 1;
    unsigned char *code = malloc(length);
    char path[32];
    snprintf(path, sizeof path, "/proc/%d/mem", pid);
    int memory = open(path, O_RDWR | O_CLOEXEC);
    if (memory < 0 || pread(memory, code, length, (off_t)start) != (ssize_t)length) {
        fail(path);
    }
    for (size_t i = 0; i < count; i++) {
        unsigned char *byte = code + (functions[i].address - start);
        if (!are_bytes_known) {
            functions[i].first_byte = *byte;
        }
        if (!functions[i].was_run) {
            *byte = BREAKPOINT;
        }
    }
    are_bytes_known = 1;
    if (pwrite(memory, code, length, (off_t)start) != (ssize_t)length) {
        fail(path);
    }
    close(memory);
    free(code);
}

/* Returns whether a thread stopped at one of our breakpoints, which is then gone from its process. */
static int pass_breakpoint(pid_t thread, FILE *output)
{
    struct user_regs_struct registers;
    ptrace(PTRACE_GETREGS, thread, 0, &registers);
    struct function key = {.address = registers.rip - 1};
    struct function *met = bsearch(&key, functions, count, sizeof key, compare);
    if (met == NULL) {
        return 0;
    }
    if (!met->was_run) {
        met->was_run = 1;
        fprintf(output, "%s\n", met->name);
    }
    uint64_t aligned = met->address & ~7ULL;
    long word = ptrace(PTRACE_PEEKTEXT, thread, aligned, 0);
    ((unsigned char *)&word)[met->address & 7] = met->first_byte;
    ptrace(PTRACE_POKETEXT, thread, aligned, word);
    registers.rip--;
    ptrace(PTRACE_SETREGS, thread, 0, &registers);
    return 1;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: methods-run SYMBOLS OUTPUT PROGRAM [ARGUMENT...]\n");
        return 2;
    }
    read_symbols(argv[1]);
    FILE *output = fopen(argv[2], "a");
    if (output == NULL) {
        fail(argv[2]);
    }
    setvbuf(output, NULL, _IOLBF, 0);
    pid_t child = fork();
    if (child == 0) {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        execv(argv[3], argv + 3);
        _exit(127);
    }
    int status;
    if (waitpid(child, &status, 0) < 0 || !WIFSTOPPED(status)) {
        fail(argv[3]);
    }
    ptrace(PTRACE_SETOPTIONS, child, 0,
        PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL);
    place_breakpoints(child);
    ptrace(PTRACE_CONT, child, 0, 0);

    pid_t thread;
    while ((thread = waitpid(-1, &status, __WALL)) > 0 || errno == EINTR) {
        if (thread < 0 || !WIFSTOPPED(status)) {
            continue;
        }
        int signal = WSTOPSIG(status), event = status >> 16;
        if (event == PTRACE_EVENT_EXEC) {
            place_breakpoints(thread);
        }
        /* A new thread begins with SIGSTOP. */
        int is_ours = event != 0 || signal == SIGSTOP || (signal == SIGTRAP && pass_breakpoint(thread, output));
        ptrace(PTRACE_CONT, thread, 0, is_ours ? 0 : signal);
    }
    return 0;
}
