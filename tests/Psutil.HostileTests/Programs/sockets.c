// Listens on N sockets, below the limit of descriptors in each of several processes: sockets N. Says 'ready', ends when its input ends.
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int listen_on(int first, int count)
{
    for (int number = first; number < first + count; number++)
    {
        int handle = socket(AF_INET, SOCK_STREAM, 0);
        struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(1024 + number % 16384)};
        address.sin_addr.s_addr = htonl(0x7F000001 + number / 16384);
        if (handle < 0 || bind(handle, (struct sockaddr *)&address, sizeof(address)) != 0 || listen(handle, 1) != 0)
        {
            perror("listen");
            return 1;
        }
    }

    return 0;
}

int main(int count, char **arguments)
{
    int wanted = count > 1 ? atoi(arguments[1]) : 1;
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    int each = limit.rlim_cur > 10064 ? 10000 : (int)limit.rlim_cur - 64;
    for (int first = 0; first < wanted; first += each)
    {
        int told[2];
        char result = 1;
        if (pipe(told) != 0)
        {
            return 1;
        }

        if (fork() == 0)
        {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            close(0);
            result = (char)listen_on(first, wanted - first < each ? wanted - first : each);
            if (write(told[1], &result, 1) != 1)
            {
                return 1;
            }

            for (;;)
            {
                pause();
            }
        }

        if (read(told[0], &result, 1) != 1 || result != 0)
        {
            return 1;
        }

        close(told[0]);
        close(told[1]);
    }

    puts("ready");
    fflush(stdout);
    while (getchar() != EOF)
    {
    }

    return 0;
}
