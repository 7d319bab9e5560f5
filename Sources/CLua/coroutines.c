// Coroutines that cannot outlive a limit: whoever resumes one hands on what it met.

#include "host.h"

static lua_State *check_thread(lua_State *L) {
  lua_State *thread = lua_tothread(L, 1);
  if (thread == NULL) luaL_typeerror(L, 1, "coroutine");
  return thread;
}

/// Returns the number of results on L's stack, or -1 with the error on the coroutine's.
static int resume(lua_State *L, lua_State *thread, int count) {
  dragoman_lua *host = host_of(L);
  charge(L, 50);
  if (!lua_checkstack(thread, count)) return luaL_error(L, "too many arguments to resume");
  lua_xmove(L, thread, count);
  int results;
  host->running = thread;
  keep_looking(thread);
  int status = lua_resume(thread, L, count, &results);
  host->running = L;
  keep_looking(L);
  if (status == LUA_OK || status == LUA_YIELD) {
    if (!lua_checkstack(L, results + 1)) {
      lua_pop(thread, results);
      return luaL_error(L, "too many results to resume");
    }
    lua_xmove(thread, L, results);
    return results;
  }
  if (status == LUA_ERRMEM && host->limit == DRAGOMAN_LUA_DONE) host->limit = DRAGOMAN_LUA_OUT_OF_MEMORY;
  if (host->limit != DRAGOMAN_LUA_DONE) raise_limit(L, host->limit, NULL);
  if (host->traced != thread) write_trace(host, thread, 0);
  return -1;
}

static int coroutine_resume(lua_State *L) {
  lua_State *thread = check_thread(L);
  int results = resume(L, thread, lua_gettop(L) - 1);
  if (results < 0) {
    rethrow_limit(L, LUA_ERRRUN);
    // A coroutine that resumes itself has the message on this very stack.
    if (thread != L) lua_xmove(thread, L, 1);
    lua_pushboolean(L, 0);
    lua_insert(L, -2);
    return 2;
  }
  lua_pushboolean(L, 1);
  lua_insert(L, -(results + 1));
  return results + 1;
}

/// Closes what the coroutine left open; leaves nothing or an error on its stack.
static int close_thread(lua_State *L, lua_State *thread) {
  dragoman_lua *host = host_of(L);
  host->running = thread;
  keep_looking(thread);
  int status = lua_resetthread(thread);
  host->running = L;
  keep_looking(L);
  if (host->limit != DRAGOMAN_LUA_DONE || status == LUA_ERRMEM) rethrow_limit(L, status);
  return status;
}

static int call_wrapped(lua_State *L) {
  lua_State *thread = lua_tothread(L, lua_upvalueindex(1));
  int results = resume(L, thread, lua_gettop(L));
  if (results >= 0) return results;
  int status = lua_status(thread);
  if (status != LUA_OK && status != LUA_YIELD) close_thread(L, thread);
  lua_xmove(thread, L, 1);
  return lua_error(L);
}

static int coroutine_wrap(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_State *thread = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, thread, 1);
  lua_pushcclosure(L, call_wrapped, 1);
  return 1;
}

static int coroutine_close(lua_State *L) {
  lua_State *thread = check_thread(L);
  lua_Debug frame;
  if (thread == L || (lua_status(thread) == LUA_OK && lua_getstack(thread, 0, &frame)))
    return luaL_error(L, "cannot close a coroutine that runs");
  if (close_thread(L, thread) == LUA_OK) {
    lua_pushboolean(L, 1);
    return 1;
  }
  lua_pushboolean(L, 0);
  lua_xmove(thread, L, 1);
  return 2;
}

void open_coroutines(lua_State *L) {
  lua_pushcfunction(L, luaopen_coroutine);
  lua_call(L, 0, 1);
  static const luaL_Reg functions[] = {
      {"resume", coroutine_resume}, {"wrap", coroutine_wrap}, {"close", coroutine_close}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
  lua_setglobal(L, "coroutine");
}
