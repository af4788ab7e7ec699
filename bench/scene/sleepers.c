/*
 * sleepers COUNT: starts that many sleeping processes, prints their PIDs on one line when all of them sleep, and ends them when its input ends.
 * If it is killed, the kernel kills them.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static pid_t *sleepers;
static int count;

static void end_all(void)
{
    for (int i = 0; i < count; i++) {
        kill(sleepers[i], SIGKILL);
    }
    for (int i = 0; i < count; i++) {
        waitpid(sleepers[i], NULL, 0);
    }
}

static pid_t start_one(pid_t parent)
{
    pid_t pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        int nothing = open("/dev/null", O_RDWR);
        dup2(nothing, 0);
        dup2(nothing, 1);
        if (getppid() == parent) {
            execl("/bin/sleep", "sleep", "1000000", (char *)NULL);
        }
        _exit(127);
    }
    return pid;
}

/* In nanosleep for good, and not just waiting for a page of the program. */
static int is_asleep(pid_t pid)
{
    char path[32], text[64] = "";
    snprintf(path, sizeof path, "/proc/%d/syscall", pid);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    long length = descriptor < 0 ? -1 : read(descriptor, text, sizeof text - 1);
    close(descriptor);
    if (length > 0) {
        /* 230 clock_nanosleep and 35 nanosleep on x86-64, 115 and 101 on arm64. */
        int call = atoi(text);
        return text[0] != 'r' && (call == 230 || call == 35 || call == 115 || call == 101);
    }
    return 0;
}

int main(int argument_count, char **arguments)
{
    int wanted = argument_count == 2 ? atoi(arguments[1]) : 0;
    sleepers = calloc(wanted > 0 ? wanted : 1, sizeof *sleepers);
    if (wanted <= 0 || !sleepers) {
        fputs("usage: sleepers COUNT\n", stderr);
        return 2;
    }
    pid_t self = getpid();
    for (; count < wanted; count++) {
        sleepers[count] = start_one(self);
        if (sleepers[count] < 0) {
            perror("fork");
            end_all();
            return 1;
        }
    }
    int tries = 0;
    for (int i = 0; i < count;) {
        if (is_asleep(sleepers[i])) {
            i++;
        } else if (++tries > 30000) {
            fputs("sleepers: they do not fall asleep\n", stderr);
            end_all();
            return 1;
        } else {
            nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
        }
    }
    for (int i = 0; i < count; i++) {
        printf("%d%c", sleepers[i], i + 1 < count ? ' ' : '\n');
    }
    fflush(stdout);
    while (getchar() != EOF) {
    }
    end_all();
    return 0;
}
