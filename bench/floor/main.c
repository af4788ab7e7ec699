/*
 * floor run WORKLOAD ROUNDS [PID]   nanoseconds, things read and 0 (bytes of garbage), then ends
 * floor serve                       the same on each line of input: "target PID", "run WORKLOAD ROUNDS", "check WORKLOAD"
 */
#include "floor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct workload *find(const char *name)
{
    const struct workload *groups[] = { process_workloads, machine_workloads, storage_workloads, network_workloads, cgroup_workloads, holder_workloads };
    for (size_t group = 0; group < sizeof groups / sizeof *groups; group++) {
        for (const struct workload *workload = groups[group]; workload->name; workload++) {
            if (strcmp(workload->name, name) == 0) {
                return workload;
            }
        }
    }
    return NULL;
}

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void run(const struct workload *workload, long rounds)
{
    long items = 0;
    long long start = now();
    for (long round = 0; round < rounds; round++) {
        items += workload->run();
    }
    printf("%lld %ld 0\n", now() - start, items);
}

static void answer(const char *line)
{
    char verb[16] = "", name[32] = "";
    long rounds = 1;
    if (sscanf(line, "target %d", &target_pid) == 1) {
        puts("ok");
        return;
    }
    sscanf(line, "%15s %31s %ld", verb, name, &rounds);
    const struct workload *workload = find(name);
    if (!workload) {
        puts("unsupported");
    } else if (strcmp(verb, "check") == 0) {
        workload->run();
        workload->check();
        puts(".");
    } else {
        run(workload, rounds);
    }
}

int main(int count, char **arguments)
{
    if (count >= 4 && strcmp(arguments[1], "run") == 0) {
        const struct workload *workload = find(arguments[2]);
        if (!workload) {
            return 2;
        }
        target_pid = count > 4 ? atoi(arguments[4]) : 1;
        run(workload, atol(arguments[3]));
        return 0;
    }
    char line[128];
    while (fgets(line, sizeof line, stdin)) {
        answer(line);
        fflush(stdout);
    }
    return 0;
}
