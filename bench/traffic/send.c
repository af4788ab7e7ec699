// send BYTES COUNT: sends COUNT pieces of BYTES over TCP on the loopback interface to a child that receives them, and prints the
// nanoseconds of CPU time that both used for each: on a machine that does other work, they vary less than those of the clock.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static double used(int who) {
    struct rusage use;
    getrusage(who, &use);
    return (use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1e9 + (use.ru_utime.tv_usec + use.ru_stime.tv_usec) * 1e3;
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    long size = atol(argv[1]), count = atol(argv[2]);
    char *piece = calloc(1, size);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int server = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(server, (struct sockaddr *)&address, length) || listen(server, 1)) fail("listen");
    if (getsockname(server, (struct sockaddr *)&address, &length)) fail("getsockname");
    int child = fork();
    if (child == 0) {
        int from = accept(server, NULL, NULL);
        while (recv(from, piece, size, MSG_WAITALL) > 0) {}
        _exit(0);
    }

    int to = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(to, (struct sockaddr *)&address, length)) fail("connect");
    double start = used(RUSAGE_SELF);
    for (long index = 0; index < count; index++)
        for (long sent = 0; sent < size;) {
            long written = send(to, piece + sent, size - sent, 0);
            if (written < 0) fail("send");
            sent += written;
        }
    shutdown(to, SHUT_WR);
    waitpid(child, NULL, 0);
    printf("%.0f\n", (used(RUSAGE_SELF) - start + used(RUSAGE_CHILDREN)) / count);
    return 0;
}
