#include <stddef.h>

/// Writes down what is loaded, the program first, then its libraries: of each the build identifier that the linker noted in it, or,
/// where there is none, its path. Each is ended by a zero byte.
///
/// - Returns: how many bytes there are in all; what does not fit is not written.
size_t dragoman_loaded_builds(unsigned char *out, size_t room);
