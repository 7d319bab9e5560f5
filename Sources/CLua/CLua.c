#include "CLua.h"
int dragoman_lua_probe(void) { lua_State *L = luaL_newstate(); lua_close(L); return LUA_VERSION_NUM; }
