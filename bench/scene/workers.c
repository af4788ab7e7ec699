/*
 * workers COUNT SECONDS: starts that many processes, each of which does a little work once in so many seconds, at moments that are
 * spread evenly: it runs for two milliseconds and touches a new page. Prints a line when all are there, and ends them when its input ends.
 * If it is killed, the kernel kills them.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long nanoseconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static void wait_for(long long time)
{
    struct timespec left = {time / 1000000000LL, time % 1000000000LL};
    nanosleep(&left, NULL);
}

static void work(void)
{
    char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page != MAP_FAILED) {
        *page = 1;
        munmap(page, 4096);
    }
    long long end = nanoseconds(CLOCK_PROCESS_CPUTIME_ID) + 2000000;
    while (nanoseconds(CLOCK_PROCESS_CPUTIME_ID) < end) {
    }
}

int main(int argc, char **argv)
{
    int count = argc > 2 ? atoi(argv[1]) : 0;
    long long every = argc > 2 ? atoi(argv[2]) * 1000000000LL : 0;
    if (count <= 0 || every <= 0) {
        fprintf(stderr, "usage: workers COUNT SECONDS\n");
        return 2;
    }

    pid_t parent = getpid();
    pid_t *workers = calloc(count, sizeof *workers);
    for (int i = 0; i < count; i++) {
        workers[i] = fork();
        if (workers[i] < 0) {
            perror("fork");
            return 1;
        }
        if (workers[i] == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (getppid() != parent) {
                _exit(0);
            }
            wait_for(every / count * i);
            for (;;) {
                work();
                wait_for(every);
            }
        }
    }

    printf("%d\n", count);
    fflush(stdout);
    while (getchar() != EOF) {
    }
    for (int i = 0; i < count; i++) {
        kill(workers[i], SIGKILL);
    }
    for (int i = 0; i < count; i++) {
        waitpid(workers[i], NULL, 0);
    }
    return 0;
}
