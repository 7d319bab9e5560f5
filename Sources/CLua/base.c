// The basic functions, without those that reach outside, and with those replaced that could outlive a limit or show an address.

#include "host.h"

const char *push_words(lua_State *L, int index, size_t *count) {
  index = lua_absindex(L, index);
  if (luaL_getmetafield(L, index, "__tostring") != LUA_TNIL) {
    lua_pushvalue(L, index);
    lua_call(L, 1, 1);
    if (!lua_isstring(L, -1)) luaL_error(L, "'__tostring' must return a string");
    return lua_tolstring(L, -1, count);
  }
  if (lua_islightuserdata(L, index)) {
    if (to_element(L, index) == 0) {
      lua_pushliteral(L, "null");
    } else {
      push_element(L, to_element(L, index));
      ask(L, DRAGOMAN_LUA_DESCRIBE, 0, lua_gettop(L));
      lua_remove(L, -2);
    }
    return lua_tolstring(L, -1, count);
  }
  switch (lua_type(L, index)) {
    case LUA_TTABLE:
    case LUA_TFUNCTION:
    case LUA_TTHREAD: {
      const char *name = luaL_getmetafield(L, index, "__name") == LUA_TSTRING ? lua_tostring(L, -1) : luaL_typename(L, index);
      uint64_t number = birth(L, index);
      if (number == 0 || number > BUILT_IN) lua_pushfstring(L, "%s: builtin", name);
      else lua_pushfstring(L, "%s: #%I", name, (LUAI_UACINT)number);
      return lua_tolstring(L, -1, count);
    }
    default: return luaL_tolstring(L, index, count);
  }
}

static int base_tostring(lua_State *L) {
  luaL_checkany(L, 1);
  push_words(L, 1, NULL);
  return 1;
}

static int base_print(lua_State *L) {
  int count = lua_gettop(L);
  luaL_Buffer line;
  luaL_buffinit(L, &line);
  for (int i = 1; i <= count; i++) {
    if (i > 1) luaL_addchar(&line, '\t');
    push_words(L, i, NULL);
    luaL_addvalue(&line);
  }
  luaL_pushresult(&line);
  ask(L, DRAGOMAN_LUA_PRINT, 0, lua_gettop(L));
  return 0;
}

/// What `pcall` and `xpcall` return; the context is how many values of theirs stand below the results.
static int finish_pcall(lua_State *L, int status, lua_KContext below) {
  if (status != LUA_OK && status != LUA_YIELD) {
    rethrow_limit(L, status);
    lua_pushboolean(L, 0);
    lua_pushvalue(L, -2);
    return 2;
  }
  return lua_gettop(L) - (int)below;
}

static int base_pcall(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_pcall);
  return finish_pcall(L, status, 0);
}

/// The message handler of `xpcall`: the script's own, except when a limit was met.
static int guarded_handler(lua_State *L) {
  if (host_of(L)->limit != DRAGOMAN_LUA_DONE) return 1;
  lua_settop(L, 1);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, 1, 1);
  return 1;
}

static int base_xpcall(lua_State *L) {
  luaL_checktype(L, 2, LUA_TFUNCTION);
  int count = lua_gettop(L);
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, guarded_handler, 1);
  lua_replace(L, 2);
  lua_pushboolean(L, 1);
  lua_pushvalue(L, 1);
  lua_rotate(L, 3, 2);
  int status = lua_pcallk(L, count - 2, LUA_MULTRET, 2, 2, finish_pcall);
  return finish_pcall(L, status, 2);
}

/// Calls the function of Lua's own library that is the first upvalue, in this function's place.
static int original(lua_State *L) { return lua_tocfunction(L, lua_upvalueindex(1))(L); }

static int base_setmetatable(lua_State *L) {
  if (lua_istable(L, 2)) {
    lua_pushliteral(L, "__gc");
    if (lua_rawget(L, 2) != LUA_TNIL) return luaL_error(L, "'__gc' is not offered: a script may not run when it does not run");
    lua_pop(L, 1);
  }
  return original(L);
}

static int base_collectgarbage(lua_State *L) {
  const char *option = luaL_optstring(L, 1, "collect");
  if (strcmp(option, "count") != 0) return luaL_argerror(L, 1, "only 'count' is offered");
  lua_pushnumber(L, (lua_Number)host_of(L)->memory / 1024);
  return 1;
}

typedef struct {
  const char *text;
  size_t left;
} piecewise;

/// Hands the parser a piece of a text at a time, so that the work of a long one is counted.
static const char *next_piece(lua_State *L, void *context, size_t *count) {
  piecewise *p = context;
  const char *piece = p->text;
  *count = p->left < 4096 ? p->left : 4096;
  p->text += *count;
  p->left -= *count;
  charge(L, (int64_t)*count);
  return piece;
}

static int base_load(lua_State *L) {
  size_t count;
  if (lua_type(L, 1) != LUA_TSTRING) return luaL_typeerror(L, 1, "string");
  const char *text = lua_tolstring(L, 1, &count);
  bool has_environment = lua_gettop(L) >= 4;
  piecewise pieces = {text, count};
  int status = lua_load(L, next_piece, &pieces, "=(load)", "t");
  if (status != LUA_OK) {
    rethrow_limit(L, status);
    lua_pushnil(L);
    lua_insert(L, -2);
    return 2;
  }
  if (has_environment) {
    lua_pushvalue(L, 4);
    if (lua_setupvalue(L, -2, 1) == NULL) lua_pop(L, 1);
  }
  return 1;
}

/// Takes the mark of a module off that could not be loaded. Upvalue: table of modules.
static int forget_module(lua_State *L) {
  lua_rawgeti(L, 1, 1);
  lua_pushvalue(L, -1);
  lua_rawget(L, lua_upvalueindex(1));
  if (lua_rawequal(L, -1, 1)) {
    lua_pop(L, 1);
    lua_pushnil(L);
    lua_rawset(L, lua_upvalueindex(1));
  }
  return 0;
}

/// Upvalues: table of modules by name, and the metatable of the marks that stand there while a module is being loaded.
static int base_require(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  lua_settop(L, 1);
  lua_pushvalue(L, 1);
  if (lua_rawget(L, lua_upvalueindex(1)) == LUA_TTABLE && lua_getmetatable(L, -1)) {
    if (lua_rawequal(L, -1, lua_upvalueindex(2))) return luaL_error(L, "module '%s' requires itself", name);
    lua_pop(L, 1);
  }
  if (!lua_isnil(L, -1)) return 1;
  lua_settop(L, 1);
  ask(L, DRAGOMAN_LUA_MODULE, 0, 1);
  size_t count;
  const char *bytecode = lua_tolstring(L, -1, &count);
  lua_createtable(L, 1, 0);
  lua_pushvalue(L, 1);
  lua_rawseti(L, 3, 1);
  lua_pushvalue(L, lua_upvalueindex(2));
  lua_setmetatable(L, 3);
  lua_toclose(L, 3);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 3);
  lua_rawset(L, lua_upvalueindex(1));
  if (luaL_loadbufferx(L, bytecode, count, "=bytecode", "b") != LUA_OK) return lua_error(L);
  lua_pushvalue(L, 1);
  lua_call(L, 1, 1);
  if (lua_isnil(L, -1)) {
    lua_pushboolean(L, 1);
    lua_replace(L, -2);
  }
  lua_pushvalue(L, 1);
  lua_pushvalue(L, -2);
  lua_rawset(L, lua_upvalueindex(1));
  return 1;
}

/// `math.randomseed` of a number, or again the document's own.
static int math_randomseed(lua_State *L) {
  lua_settop(L, 1);
  lua_pushvalue(L, lua_upvalueindex(1));
  if (lua_isnil(L, 1)) lua_pushinteger(L, (lua_Integer)host_of(L)->seed);
  else lua_pushnumber(L, luaL_checknumber(L, 1));
  lua_call(L, 1, 0);
  return 0;
}

/// Lua's own function on texts, after their length was counted as work.
static int counted(lua_State *L) {
  int last = lua_gettop(L);
  for (int i = 1; i <= last; i++)
    if (lua_type(L, i) == LUA_TSTRING) charge_bytes(L, lua_rawlen(L, i));
  return original(L);
}

static void open_mathematics(lua_State *L) {
  lua_pushcfunction(L, luaopen_math);
  lua_call(L, 0, 1);
  // What only old versions of Lua have depends on how the library was built.
  static const char *const absent[] = {"cosh", "sinh", "tanh", "pow", "frexp", "ldexp", "log10", "atan2"};
  for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
    lua_pushnil(L);
    lua_setfield(L, -2, absent[i]);
  }
  lua_getfield(L, -1, "randomseed");
  lua_pushcclosure(L, math_randomseed, 1);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "randomseed");
  lua_call(L, 0, 0);
  lua_setglobal(L, "math");
}

static void open_utf8(lua_State *L) {
  lua_pushcfunction(L, luaopen_utf8);
  lua_call(L, 0, 1);
  static const char *const names[] = {"codepoint", "len", "offset"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    lua_getfield(L, -1, names[i]);
    lua_pushcclosure(L, counted, 1);
    lua_setfield(L, -2, names[i]);
  }
  lua_setglobal(L, "utf8");
}

void open_base(lua_State *L) {
  lua_pushcfunction(L, luaopen_base);
  lua_call(L, 0, 1);
  static const char *const absent[] = {"dofile", "loadfile", "warn"};
  for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
    lua_pushnil(L);
    lua_setfield(L, -2, absent[i]);
  }
  lua_getfield(L, -1, "setmetatable");
  lua_pushcclosure(L, base_setmetatable, 1);
  lua_setfield(L, -2, "setmetatable");
  lua_createtable(L, 0, 2);
  lua_createtable(L, 0, 1);
  lua_pushvalue(L, -2);
  lua_pushcclosure(L, forget_module, 1);
  lua_setfield(L, -2, "__close");
  lua_pushcclosure(L, base_require, 2);
  lua_setfield(L, -2, "require");
  static const luaL_Reg functions[] = {
      {"tostring", base_tostring}, {"print", base_print}, {"pcall", base_pcall}, {"xpcall", base_xpcall},
      {"collectgarbage", base_collectgarbage}, {"load", base_load}, {"pairs", ordered_pairs}, {"next", ordered_next},
      {NULL, NULL},
  };
  luaL_setfuncs(L, functions, 0);
  lua_getfield(L, -1, "tonumber");
  lua_pushcclosure(L, counted, 1);
  lua_setfield(L, -2, "tonumber");
  lua_pop(L, 1);
  open_mathematics(L);
  open_utf8(L);
}
