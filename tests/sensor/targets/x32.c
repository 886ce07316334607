/* A syscall of the x32 ABI. Ends with 0 where the kernel answers ENOSYS, with 2 where it knows the ABI. */
#include "target.h"
#include <unistd.h>

int main(void)
{
    long result = syscall(0x40000000L + 39);
    return result == -1 && errno == ENOSYS ? 0 : 2;
}
