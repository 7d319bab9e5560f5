#include <math.h>
#include <stdlib.h>

#include "host.h"

/// Tables lie at most so deep in one another; room for arguments is kept up to so many bytes.
enum { DEEPEST = 200, LARGE = 1 << 20 };

bool append(buffer *b, const void *bytes, size_t count) {
  if (count > b->capacity - b->count) {
    size_t capacity = b->capacity < 512 ? 512 : b->capacity * 2;
    if (capacity < b->count + count) capacity = b->count + count;
    uint8_t *grown = realloc(b->bytes, capacity);
    if (grown == NULL) return false;
    b->bytes = grown;
    b->capacity = capacity;
  }
  if (count > 0) memcpy(b->bytes + b->count, bytes, count);
  b->count += count;
  return true;
}

static void release(buffer *b) {
  free(b->bytes);
  *b = (buffer){NULL, 0, 0};
}

void append_or_raise(lua_State *L, buffer *b, const void *bytes, size_t count) {
  if (count > 256) charge_bytes(L, count);
  if (b->count + count > memory_left(host_of(L)))
    raise_limit(L, DRAGOMAN_LUA_OUT_OF_MEMORY, "a value of the script is larger than the memory it has left");
  if (!append(b, bytes, count)) luaL_error(L, "not enough memory");
}

void write_integer(lua_State *L, buffer *b, uint64_t number) { append_or_raise(L, b, &number, sizeof number); }

static void write_tag(lua_State *L, buffer *b, uint8_t tag) { append_or_raise(L, b, &tag, 1); }

static void write_text(lua_State *L, buffer *b, const char *text, size_t count) {
  write_integer(L, b, count);
  append_or_raise(L, b, text, count);
}

/// The metatable of lists that are empty and yet lists has this address as its key in the registry.
static const char list_key;

void mark_list(lua_State *L, int index) {
  index = lua_absindex(L, index);
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &list_key) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_createtable(L, 0, 1);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &list_key);
  }
  lua_setmetatable(L, index);
}

static bool is_marked_list(lua_State *L, int index) {
  if (!lua_getmetatable(L, index)) return false;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &list_key);
  bool same = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return same;
}

static void write_any(lua_State *L, buffer *b, int index, bool describe, int depth);

static void write_list(lua_State *L, buffer *b, int index, lua_Integer count, bool describe, int depth) {
  write_tag(L, b, DRAGOMAN_LUA_LIST);
  write_integer(L, b, (uint64_t)count);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, index, i);
    write_any(L, b, -1, describe, depth + 1);
    lua_pop(L, 1);
  }
}

static void write_keys(lua_State *L, buffer *b, int index, size_t count, bool describe, int depth) {
  text_key *keys = lua_newuserdatauv(L, (count + 1) * sizeof *keys, 0);
  size_t found = 0;
  lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pop(L, 1);
    keys[found].bytes = lua_tolstring(L, -1, &keys[found].count);
    found++;
  }
  sort_text_keys(keys, found);
  write_tag(L, b, DRAGOMAN_LUA_TABLE);
  write_integer(L, b, found);
  for (size_t i = 0; i < found; i++) {
    write_text(L, b, keys[i].bytes, keys[i].count);
    lua_pushlstring(L, keys[i].bytes, keys[i].count);
    lua_rawget(L, index);
    write_any(L, b, -1, describe, depth + 1);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

static void write_table(lua_State *L, buffer *b, int index, bool describe, int depth) {
  if (depth >= DEEPEST) luaL_error(L, "a table lies in itself, or tables more than %d deep in one another", DEEPEST);
  luaL_checkstack(L, 8, "tables lie too deep in one another");
  lua_Integer length = (lua_Integer)lua_rawlen(L, index), positions = 0;
  size_t names = 0;
  lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pop(L, 1);
    if (lua_type(L, -1) == LUA_TSTRING) {
      names++;
    } else if (lua_isinteger(L, -1) && lua_tointeger(L, -1) >= 1 && lua_tointeger(L, -1) <= length) {
      positions++;
    } else if (lua_isinteger(L, -1)) {
      luaL_error(
          L, "a table with the key %I and gaps before it is no list: number the items 1, 2, 3 …",
          (LUAI_UACINT)lua_tointeger(L, -1));
    } else {
      luaL_error(L, "a table with a %s as key cannot be kept: use text as keys", luaL_typename(L, -1));
    }
  }
  charge(L, positions + (lua_Integer)names);
  if (names > 0 && positions > 0) luaL_error(L, "a table with both positions and names is neither list nor record");
  if (positions != length) luaL_error(L, "a list of %I items has gaps", (LUAI_UACINT)length);
  if (positions > 0 || (names == 0 && is_marked_list(L, index)))
    write_list(L, b, index, positions, describe, depth);
  else
    write_keys(L, b, index, names, describe, depth);
}

static void write_any(lua_State *L, buffer *b, int index, bool describe, int depth) {
  index = lua_absindex(L, index);
  switch (lua_type(L, index)) {
    case LUA_TNIL: write_tag(L, b, DRAGOMAN_LUA_NIL); return;
    case LUA_TBOOLEAN: write_tag(L, b, lua_toboolean(L, index) ? DRAGOMAN_LUA_TRUE : DRAGOMAN_LUA_FALSE); return;
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) {
        write_tag(L, b, DRAGOMAN_LUA_INTEGER);
        write_integer(L, b, (uint64_t)lua_tointeger(L, index));
      } else {
        lua_Number number = lua_tonumber(L, index);
        if (!isfinite(number)) luaL_error(L, "a number that is not finite cannot be kept");
        write_tag(L, b, DRAGOMAN_LUA_NUMBER);
        append_or_raise(L, b, &number, sizeof number);
      }
      return;
    case LUA_TSTRING: {
      size_t count;
      const char *text = lua_tolstring(L, index, &count);
      write_tag(L, b, DRAGOMAN_LUA_TEXT);
      write_text(L, b, text, count);
      return;
    }
    case LUA_TTABLE: write_table(L, b, index, describe, depth); return;
    case LUA_TLIGHTUSERDATA:
      if (to_element(L, index) == 0) {
        write_tag(L, b, DRAGOMAN_LUA_NULL);
      } else {
        write_tag(L, b, DRAGOMAN_LUA_ELEMENT);
        write_integer(L, b, to_element(L, index));
      }
      return;
    default:
      if (describe) {
        write_tag(L, b, DRAGOMAN_LUA_FUNCTION);
        return;
      }
      luaL_error(L, "a %s cannot be kept: only text, numbers, true, false and tables of them", luaL_typename(L, index));
  }
}

void write_value(lua_State *L, buffer *b, int index, bool describe) { write_any(L, b, index, describe, 0); }

static uint64_t read_integer(const uint8_t **at) {
  uint64_t number;
  memcpy(&number, *at, sizeof number);
  *at += sizeof number;
  return number;
}

static void push_text(lua_State *L, const uint8_t **at) {
  uint64_t count = read_integer(at);
  lua_pushlstring(L, (const char *)*at, count);
  *at += count;
}

const uint8_t *push_value(lua_State *L, const uint8_t *at) {
  luaL_checkstack(L, 4, "tables lie too deep in one another");
  switch ((dragoman_lua_tag)*at++) {
    case DRAGOMAN_LUA_NIL: lua_pushnil(L); break;
    case DRAGOMAN_LUA_FALSE: lua_pushboolean(L, 0); break;
    case DRAGOMAN_LUA_TRUE: lua_pushboolean(L, 1); break;
    case DRAGOMAN_LUA_INTEGER: lua_pushinteger(L, (lua_Integer)read_integer(&at)); break;
    case DRAGOMAN_LUA_NUMBER: {
      lua_Number number;
      memcpy(&number, at, sizeof number);
      at += sizeof number;
      lua_pushnumber(L, number);
      break;
    }
    case DRAGOMAN_LUA_TEXT: push_text(L, &at); break;
    case DRAGOMAN_LUA_LIST: {
      uint64_t count = read_integer(&at);
      lua_createtable(L, count > INT32_MAX ? INT32_MAX : (int)count, 0);
      for (uint64_t i = 1; i <= count; i++) {
        at = push_value(L, at);
        lua_rawseti(L, -2, (lua_Integer)i);
      }
      if (count == 0) mark_list(L, -1);
      break;
    }
    case DRAGOMAN_LUA_TABLE: {
      uint64_t count = read_integer(&at);
      lua_createtable(L, 0, count > INT32_MAX ? INT32_MAX : (int)count);
      for (uint64_t i = 0; i < count; i++) {
        push_text(L, &at);
        at = push_value(L, at);
        lua_rawset(L, -3);
      }
      break;
    }
    case DRAGOMAN_LUA_ELEMENT: push_element(L, read_integer(&at)); break;
    case DRAGOMAN_LUA_NULL: push_element(L, 0); break;
    case DRAGOMAN_LUA_FUNCTION: luaL_error(L, "a function cannot come from outside");
  }
  return at;
}

/// Pushes where a function begins, as `luaL_where` says where one is: what a handler returned is wrong after it has ended.
static void where_of_function(lua_State *L, int index) {
  lua_Debug function;
  lua_pushvalue(L, index);
  lua_getinfo(L, ">S", &function);
  if (function.linedefined > 0) lua_pushfstring(L, "%s:%d: ", function.short_src, function.linedefined);
  else lua_pushliteral(L, "");
}

int ask(lua_State *L, dragoman_lua_request request, uint32_t function, int first) {
  dragoman_lua *host = host_of(L);
  int last = lua_gettop(L);
  host->arguments.count = 0;
  write_integer(L, &host->arguments, (uint64_t)(last - first + 1));
  for (int i = first; i <= last; i++) write_value(L, &host->arguments, i, false);
  dragoman_lua_bytes arguments = {host->arguments.bytes, host->arguments.count};
  size_t left = memory_left(host);
  dragoman_lua_account account = {left > arguments.count ? left - arguments.count : 0, host->deadline};
  dragoman_lua_reply reply = {{NULL, 0}, 0};
  int32_t status = host->callbacks.call(host->context, request, function, arguments, account, &reply);
  if (arguments.count > LARGE) release(&host->arguments);
  host->held += reply.held;
  host->memory += (size_t)reply.held;
  if (status == DRAGOMAN_LUA_DONE && host->memory > host->room) status = DRAGOMAN_LUA_OUT_OF_MEMORY;
  if (status > DRAGOMAN_LUA_FAILED) return raise_limit(L, (dragoman_lua_status)status, NULL);
  charge(L, (int64_t)((arguments.count + reply.bytes.count) / 16) + 10);
  if (status != DRAGOMAN_LUA_DONE) {
    if (request == DRAGOMAN_LUA_RETURNED) where_of_function(L, host->handler);
    else luaL_where(L, 1);
    lua_pushlstring(L, (const char *)reply.bytes.bytes, reply.bytes.count);
    lua_concat(L, 2);
    return lua_error(L);
  }
  const uint8_t *at = reply.bytes.bytes;
  int count = (int)read_integer(&at);
  for (int i = 0; i < count; i++) at = push_value(L, at);
  return count;
}
