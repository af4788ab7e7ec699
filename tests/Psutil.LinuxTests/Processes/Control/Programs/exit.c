// Ends with an exit code or, if the number is negative, by a signal; after some milliseconds if they are given.
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    int code = count > 1 ? atoi(arguments[1]) : 0;
    if (count > 2)
        usleep(atoi(arguments[2]) * 1000);
    if (code < 0)
        raise(-code);
    _exit(code);
}
