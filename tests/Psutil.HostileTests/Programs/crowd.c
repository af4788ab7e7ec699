// Starts N processes of one thread that sleep until they are killed: crowd N. Says 'ready', ends when its input ends, and they with it.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    int wanted = count > 1 ? atoi(arguments[1]) : 1;
    pid_t parent = getpid();
    for (int made = 0; made < wanted; made++)
    {
        pid_t pid = fork();
        if (pid == 0)
        {
            // Also when this program is killed: nobody else knows of them.
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            close(0);
            close(1);
            if (getppid() != parent)
            {
                _exit(0);
            }

            for (;;)
            {
                pause();
            }
        }

        if (pid < 0)
        {
            perror("fork");
            return 1;
        }
    }

    puts("ready");
    fflush(stdout);
    while (getchar() != EOF)
    {
    }

    return 0;
}
