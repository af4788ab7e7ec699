// Starts N processes that end at once, at most a hundred at a time, and collects them: storm N. Says 'ready' before and 'done' after.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    int wanted = count > 1 ? atoi(arguments[1]) : 1;
    int running = 0;
    puts("ready");
    fflush(stdout);
    for (int made = 0; made < wanted; made++)
    {
        if (running == 100)
        {
            wait(NULL);
            running--;
        }

        pid_t pid = fork();
        if (pid == 0)
        {
            // Some end while they are looked at.
            usleep(made % 7 * 500);
            _exit(made % 200);
        }

        if (pid < 0)
        {
            perror("fork");
            return 1;
        }

        running++;
    }

    while (wait(NULL) > 0)
    {
    }

    puts("done");
    fflush(stdout);
    return 0;
}
