/* loop N: N times read and write of one byte; for the benchmark. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    long n = argc > 1 ? atol(argv[1]) : 1000;
    int in = open("/dev/zero", O_RDONLY);
    int out = open("/dev/null", O_WRONLY);
    char byte = 0;
    while (n-- > 0) {
        if (read(in, &byte, 1) != 1 || write(out, &byte, 1) != 1)
            return 1;
    }
    return 0;
}
