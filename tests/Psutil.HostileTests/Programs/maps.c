// Has N more memory mappings, none of which the kernel can merge with the next: maps N. Says 'ready', ends when its input ends.
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    long wanted = count > 1 ? atol(arguments[1]) : 1;
    long page = sysconf(_SC_PAGESIZE);
    char *area = mmap(NULL, wanted * page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (area == MAP_FAILED)
    {
        perror("mmap");
        return 1;
    }

    for (long number = 0; number < wanted; number += 2)
    {
        if (mprotect(area + number * page, page, PROT_READ | PROT_WRITE) != 0)
        {
            perror("mprotect");
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
