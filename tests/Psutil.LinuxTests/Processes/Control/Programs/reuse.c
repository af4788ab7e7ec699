// Keeps COUNT processes and, as often as it is told, ends each and at once starts another with the same PID.
// A signal that hits one of them stays pending, for all are blocked, and is seen there. Whatever happens, it is over after four minutes.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TICK_NANOSECONDS 10000000L

static long tick(void)
{
    struct timespec now;
    clock_gettime(CLOCK_BOOTTIME, &now);
    return (now.tv_sec * 1000000000L + now.tv_nsec) / TICK_NANOSECONDS;
}

// With a PID of 0 the kernel chooses.
static int start(int pid)
{
    struct clone_args arguments = { .exit_signal = SIGCHLD };
    if (pid != 0) {
        arguments.set_tid = (unsigned long)&pid;
        arguments.set_tid_size = 1;
    }

    int started = syscall(SYS_clone3, &arguments, sizeof arguments);
    if (started == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (;;)
            pause();
    }

    return started;
}

static void end(int pid)
{
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

static int was_hit(int pid)
{
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/%d/status", pid);
    FILE *file = fopen(path, "r");
    if (!file)
        return 1;
    int hit = 0;
    while (fgets(line, sizeof line, file))
        if (strncmp(line, "SigPnd:", 7) == 0 || strncmp(line, "ShdPnd:", 7) == 0)
            hit |= strtoull(line + 7, NULL, 16) != 0;
    fclose(file);
    return hit;
}

int main(int count, char **arguments)
{
    count = atoi(arguments[1]);
    int *pids = calloc(count, sizeof *pids);
    sigset_t all;
    sigfillset(&all);
    sigdelset(&all, SIGALRM);
    alarm(240);
    sigprocmask(SIG_SETMASK, &all, NULL);
    // Ahead of the threads that send signals, or each end of a process waits for one of them to rest.
    sched_setscheduler(0, SCHED_RR, &(struct sched_param){ .sched_priority = 1 });
    for (int i = 0; i < count; i++)
        pids[i] = start(0);

    int probe = start(0);
    end(probe);
    if (start(probe) != probe) {
        printf("refused: %s\n", strerror(errno));
        return 1;
    }

    end(probe);
    for (int i = 0; i < count; i++)
        printf("%d ", pids[i]);
    printf("\n");
    fflush(stdout);

    char command[16];
    while (fgets(command, sizeof command, stdin)) {
        long answer = 0;
        if (command[0] == 't')
            for (long now = tick(); tick() <= now;)
                usleep(500);
        for (int i = 0; i < count; i++) {
            if (command[0] == 'h') {
                answer += was_hit(pids[i]);
                continue;
            }

            end(pids[i]);
            answer += start(pids[i]) == pids[i];
        }

        printf("%ld\n", answer);
        fflush(stdout);
    }

    for (int i = 0; i < count; i++)
        end(pids[i]);
    return 0;
}
