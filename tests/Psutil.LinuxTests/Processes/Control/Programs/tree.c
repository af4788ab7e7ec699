// Processes and trees of them that are awkward to end. Each ends by itself after a minute, should its test not do it.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static void say(const char *text)
{
    printf("%s\n", text);
    fflush(stdout);
}

static void sleep_for_good(void)
{
    alarm(60);
    for (;;)
        pause();
}

static void *thread_that_stays(void *unused)
{
    for (;;)
        pause();
    return unused;
}

static void *thread_that_forks(void *unused)
{
    for (int i = 0; i < 300; i++) {
        if (fork() == 0)
            sleep_for_good();
        usleep(3000);
    }

    for (;;)
        pause();
    return unused;
}

static void *thread_that_executes(void *unused)
{
    char line[16];
    if (fgets(line, sizeof line, stdin))
        execlp("sleep", "sleep", "60", NULL);
    return unused;
}

// The first thread ends, the process does not: it looks like a zombie.
static void leave_to(void *(*run)(void *))
{
    pthread_t thread;
    pthread_create(&thread, NULL, run, NULL);
    pthread_exit(NULL);
}

// Everybody forks as fast as possible, until there are as many as were allowed.
static void bomb(int most)
{
    int *count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    while (__atomic_add_fetch(count, 1, __ATOMIC_SEQ_CST) < most)
        if (fork() == 0)
            alarm(60);
    for (;;)
        pause();
}

int main(int count, char **arguments)
{
    alarm(60);
    const char *what = arguments[1];
    if (strcmp(what, "leaderless") == 0)
        leave_to(thread_that_stays);
    if (strcmp(what, "leaderless-forker") == 0)
        leave_to(thread_that_forks);
    if (strcmp(what, "execute") == 0) {
        say("ready");
        leave_to(thread_that_executes);
    }

    if (strcmp(what, "bomb") == 0) {
        say("ready");
        bomb(atoi(arguments[2]));
    }

    // The parent of a vfork waits uninterruptibly for its child, and cannot be stopped meanwhile.
    if (strcmp(what, "vfork") == 0) {
        if (vfork() == 0) {
            write(STDOUT_FILENO, "ready\n", 6);
            for (;;)
                pause();
        }
    }

    // A child that is traced by its parent and stands still at a stop of the tracer's.
    if (strcmp(what, "trace") == 0) {
        int child = fork();
        if (child == 0) {
            alarm(60);
            ptrace(PTRACE_TRACEME, 0, NULL, NULL);
            raise(SIGSTOP);
            for (;;)
                pause();
        }

        int status;
        waitpid(child, &status, __WALL);
        printf("%d\n", child);
        fflush(stdout);
        char line[16];
        if (fgets(line, sizeof line, stdin))
            ptrace(PTRACE_CONT, child, NULL, NULL);
        while (waitpid(child, &status, __WALL) == child && WIFSTOPPED(status))
            ptrace(PTRACE_CONT, child, NULL, (void *)(long)WSTOPSIG(status));
        printf("%d\n", WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status));
        fflush(stdout);
    }

    // A child that outlives its parent, below a subreaper or not.
    if (strcmp(what, "orphan") == 0) {
        if (count > 2)
            prctl(PR_SET_CHILD_SUBREAPER, 1);
        int middle = fork();
        if (middle == 0) {
            int orphan = fork();
            if (orphan == 0) {
                alarm(60);
                char line[16];
                if (!fgets(line, sizeof line, stdin))
                    _exit(1);
                _exit(6);
            }

            printf("%d %d\n", getpid(), orphan);
            fflush(stdout);
            pause();
        }

        waitpid(middle, NULL, 0);
        say("orphaned");
        while (wait(NULL) > 0 || errno == EINTR)
            ;
        say("collected");
    }

    sleep_for_good();
}
