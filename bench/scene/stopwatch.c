/* stopwatch RUNS PROGRAM [ARGUMENT...]: runs a program to its end that often, its output thrown away; prints the nanoseconds of all runs, how many, and 0. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

int main(int count, char **arguments)
{
    if (count < 3) {
        fputs("usage: stopwatch RUNS PROGRAM [ARGUMENT...]\n", stderr);
        return 2;
    }
    long runs = atol(arguments[1]);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);

    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (long run = 0; run < runs; run++) {
        pid_t pid;
        int status;
        int error = posix_spawnp(&pid, arguments[2], &actions, NULL, arguments + 2, environ);
        if (error) {
            fprintf(stderr, "stopwatch: %s: %s\n", arguments[2], strerror(error));
            return 1;
        }
        if (waitpid(pid, &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
            fprintf(stderr, "stopwatch: %s failed\n", arguments[2]);
            return 1;
        }
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%lld %ld 0\n", (end.tv_sec - start.tv_sec) * 1000000000LL + end.tv_nsec - start.tv_nsec, runs);
    return 0;
}
