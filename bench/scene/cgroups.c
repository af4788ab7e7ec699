/*
 * cgroups COUNT: makes that many cgroups below one of its own, in version 2 and in the memory hierarchy of version 1 as far as they are mounted, prints
 * its PID and how many there are when they stand (0 if none may be made), and removes them when its input ends.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const hierarchies[] = { "/sys/fs/cgroup", "/sys/fs/cgroup/unified", "/sys/fs/cgroup/memory" };

enum { HIERARCHIES = sizeof hierarchies / sizeof *hierarchies };

/* The controllers that the groups above have are on for all of ours. */
static void allow_controllers(const char *folder)
{
    static const char *const controllers[] = { "+cpu", "+memory", "+io", "+pids" };
    char path[512];
    snprintf(path, sizeof path, "%s/cgroup.subtree_control", folder);
    int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    for (int i = 0; descriptor >= 0 && i < 4; i++) {
        if (write(descriptor, controllers[i], strlen(controllers[i])) < 0) {
            continue;
        }
    }
    if (descriptor >= 0) {
        close(descriptor);
    }
}

/* Makes or removes the groups below a folder. */
static int change(const char *folder, int count, int (*act)(const char *path))
{
    int changed = 0;
    for (int i = 0; i < count; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%d", folder, i);
        changed += act(path) == 0;
    }
    return changed;
}

static int make(const char *path) { return mkdir(path, 0755); }

int main(int argument_count, char **arguments)
{
    int count = argument_count == 2 ? atoi(arguments[1]) : 0;
    if (count <= 0) {
        fputs("usage: cgroups COUNT\n", stderr);
        return 2;
    }
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    char folders[HIERARCHIES][128];
    int made = 0;
    for (int i = 0; i < HIERARCHIES; i++) {
        char file[128];
        snprintf(file, sizeof file, "%s/cgroup.procs", hierarchies[i]);
        snprintf(folders[i], sizeof folders[i], "%s/psutil-bench-%d", hierarchies[i], getpid());
        if (access(file, F_OK) < 0 || make(folders[i]) < 0) {
            folders[i][0] = 0;
            continue;
        }
        allow_controllers(folders[i]);
        made = change(folders[i], count, make);
    }
    printf("%d %d\n", getpid(), made);
    fflush(stdout);
    while (getchar() != EOF) {
    }
    for (int i = 0; i < HIERARCHIES; i++) {
        if (folders[i][0]) {
            change(folders[i], count, rmdir);
            rmdir(folders[i]);
        }
    }
    return 0;
}
