#include <sys/types.h>
#include <stdint.h>
#include <stddef.h>
#include <sha256.h>
