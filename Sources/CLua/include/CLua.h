#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>
int dragoman_lua_probe(void);
