/*
 * connections COUNT: holds that many established TCP sockets on loopback (both ends of COUNT / 2 connections, beside one that listens), prints its
 * PID and the listening port when they stand, and ends when its input ends.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static int failed(const char *what)
{
    perror(what);
    return 1;
}

int main(int argument_count, char **arguments)
{
    int pairs = argument_count == 2 ? atoi(arguments[1]) / 2 : 0;
    if (pairs <= 0) {
        fputs("usage: connections COUNT\n", stderr);
        return 2;
    }
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);

    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&address, length) < 0 || listen(listener, 16) < 0 ||
        getsockname(listener, (struct sockaddr *)&address, &length) < 0) {
        return failed("listen");
    }
    for (int i = 0; i < pairs; i++) {
        int client = socket(AF_INET, SOCK_STREAM, 0);
        if (client < 0 || connect(client, (struct sockaddr *)&address, length) < 0) {
            return failed("connect");
        }
        int server = accept(listener, NULL, NULL);
        if (server < 0) {
            return failed("accept");
        }
        /* Closed by reset, so that the next run does not meet thousands of sockets in TIME_WAIT. */
        struct linger reset = { .l_onoff = 1 };
        setsockopt(client, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        setsockopt(server, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    }
    printf("%d %d\n", getpid(), ntohs(address.sin_port));
    fflush(stdout);
    while (getchar() != EOF) {
    }
    return 0;
}
