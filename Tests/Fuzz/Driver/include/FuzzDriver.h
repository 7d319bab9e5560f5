/// libFuzzer's own loop, which calls a function with input after input; its library is named when the program is linked.
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*one)(const uint8_t *data, size_t size));
