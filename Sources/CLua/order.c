// The order in which `pairs` and `next` visit keys, which Lua itself leaves to its hashes: positions 1 to n, other numbers by value,
// texts by bytes, false and true, elements by their place, and at last tables, functions and threads in the order in which they were
// made.

#include <stdlib.h>

#include "host.h"

typedef enum { POSITION, NUMBER, TEXT, BOOLEAN, ELEMENT, OBJECT } rank;

typedef struct {
  rank rank;
  bool is_integer;
  union {
    lua_Integer integer;
    lua_Number number;
    uint64_t element;
    text_key text;
  } is;
  /// Where the key stands in the order in which Lua gave it.
  lua_Integer found;
} key;

static int compare_texts(const void *a, const void *b) {
  const text_key *x = a, *y = b;
  int order = memcmp(x->bytes, y->bytes, x->count < y->count ? x->count : y->count);
  return order != 0 ? order : (x->count > y->count) - (x->count < y->count);
}

void sort_text_keys(text_key *keys, size_t count) { qsort(keys, count, sizeof *keys, compare_texts); }

static int compare_keys(const void *a, const void *b) {
  const key *x = a, *y = b;
  if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
  switch (x->rank) {
    case POSITION:
    case BOOLEAN: return (x->is.integer > y->is.integer) - (x->is.integer < y->is.integer);
    case NUMBER:
      // A number that is no integer has a fraction or is too large for one, so that its comparison as a double is exact.
      if (x->is_integer && y->is_integer) return (x->is.integer > y->is.integer) - (x->is.integer < y->is.integer);
      lua_Number p = x->is_integer ? (lua_Number)x->is.integer : x->is.number;
      lua_Number q = y->is_integer ? (lua_Number)y->is.integer : y->is.number;
      return (p > q) - (p < q);
    case TEXT: return compare_texts(&x->is.text, &y->is.text);
    case ELEMENT:
    case OBJECT: return (x->is.element > y->is.element) - (x->is.element < y->is.element);
  }
  return 0;
}

static key read_key(lua_State *L, int index, lua_Integer length) {
  key k = {.rank = OBJECT};
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      k.rank = NUMBER;
      k.is_integer = lua_isinteger(L, index);
      if (k.is_integer) {
        k.is.integer = lua_tointeger(L, index);
        if (k.is.integer >= 1 && k.is.integer <= length) k.rank = POSITION;
      } else {
        k.is.number = lua_tonumber(L, index);
      }
      break;
    case LUA_TSTRING:
      k.rank = TEXT;
      k.is.text.bytes = lua_tolstring(L, index, &k.is.text.count);
      break;
    case LUA_TBOOLEAN:
      k.rank = BOOLEAN;
      k.is.integer = lua_toboolean(L, index);
      break;
    case LUA_TLIGHTUSERDATA:
      k.rank = ELEMENT;
      k.is.element = to_element(L, index);
      break;
    default: k.is.element = birth(L, index);
  }
  return k;
}

static lua_Integer count_keys(lua_State *L, int table) {
  lua_Integer count = 0;
  lua_pushnil(L);
  while (lua_next(L, table)) {
    count++;
    lua_pop(L, 1);
  }
  charge(L, count);
  return count;
}

static bool is_plain_list(lua_State *L, int table, lua_Integer count) {
  lua_Integer length = (lua_Integer)lua_rawlen(L, table);
  if (count != length) return false;
  lua_pushnil(L);
  while (lua_next(L, table)) {
    lua_pop(L, 1);
    if (!lua_isinteger(L, -1) || lua_tointeger(L, -1) < 1 || lua_tointeger(L, -1) > length) {
      lua_pop(L, 1);
      return false;
    }
  }
  return true;
}

static void push_sorted(lua_State *L, int table, lua_Integer count) {
  lua_createtable(L, count > INT32_MAX ? INT32_MAX : (int)count, 0);
  int found = lua_gettop(L);
  lua_createtable(L, count > INT32_MAX ? INT32_MAX : (int)count, 0);
  key *keys = lua_newuserdatauv(L, ((size_t)count + 1) * sizeof *keys, 0);
  lua_Integer length = (lua_Integer)lua_rawlen(L, table), at = 0;
  lua_pushnil(L);
  while (lua_next(L, table)) {
    lua_pop(L, 1);
    keys[at] = read_key(L, -1, length);
    keys[at].found = at + 1;
    lua_pushvalue(L, -1);
    lua_rawseti(L, found, ++at);
  }
  charge(L, at * 2);
  qsort(keys, (size_t)at, sizeof *keys, compare_keys);
  for (lua_Integer i = 0; i < at; i++) {
    lua_rawgeti(L, found, keys[i].found);
    lua_rawseti(L, found + 1, i + 1);
  }
  lua_pop(L, 1);
  lua_remove(L, found);
}

lua_Integer push_sorted_keys(lua_State *L, int table) {
  lua_Integer count = count_keys(L, table);
  push_sorted(L, table, count);
  return count;
}

/// Upvalues: the keys, or false for 1 to n; position; count.
static int walk(lua_State *L) {
  lua_Integer at = lua_tointeger(L, lua_upvalueindex(2)), count = lua_tointeger(L, lua_upvalueindex(3));
  bool is_list = !lua_istable(L, lua_upvalueindex(1));
  luaL_checktype(L, 1, LUA_TTABLE);
  while (++at <= count) {
    if (is_list) lua_pushinteger(L, at); else lua_rawgeti(L, lua_upvalueindex(1), at);
    lua_pushvalue(L, -1);
    if (lua_rawget(L, 1) != LUA_TNIL) {
      lua_pushinteger(L, at);
      lua_replace(L, lua_upvalueindex(2));
      return 2;
    }
    charge(L, 1);
    lua_pop(L, 2);
  }
  lua_pushnil(L);
  return 1;
}

int ordered_pairs(lua_State *L) {
  luaL_checkany(L, 1);
  if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_call(L, 1, 3);
    return 3;
  }
  lua_settop(L, 1);
  if (lua_islightuserdata(L, 1)) {
    ask(L, DRAGOMAN_LUA_ENTRIES, 0, 1);
    lua_replace(L, 1);
    lua_settop(L, 1);
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_Integer count = count_keys(L, 1);
  if (is_plain_list(L, 1, count)) lua_pushboolean(L, 0); else push_sorted(L, 1, count);
  lua_pushinteger(L, 0);
  lua_pushinteger(L, count);
  lua_pushcclosure(L, walk, 3);
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

static int push_pair(lua_State *L, int table, int key) {
  lua_pushvalue(L, key);
  lua_pushvalue(L, key);
  lua_rawget(L, table);
  return 2;
}

static int first_pair(lua_State *L) {
  if (lua_rawgeti(L, 1, 1) != LUA_TNIL) {
    lua_pushinteger(L, 1);
    return push_pair(L, 1, lua_gettop(L));
  }
  lua_settop(L, 1);
  lua_Integer length = (lua_Integer)lua_rawlen(L, 1), count = 0;
  lua_pushnil(L);
  int best = lua_gettop(L);
  key least = {.rank = OBJECT};
  lua_pushnil(L);
  while (lua_next(L, 1)) {
    lua_pop(L, 1);
    key k = read_key(L, -1, length);
    if (count++ == 0 || compare_keys(&k, &least) < 0) {
      least = k;
      lua_pushvalue(L, -1);
      lua_replace(L, best);
    }
  }
  charge(L, count);
  if (count > 0) return push_pair(L, 1, best);
  lua_pushnil(L);
  return 1;
}

/// A list in the registry of the table that `next` walks over at the moment, its keys in order, and how far it got.
static const char walk_key;

static lua_Integer find_key(lua_State *L, int keys, int sought) {
  lua_Integer count = (lua_Integer)lua_rawlen(L, keys);
  charge(L, count);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, keys, i);
    bool same = lua_rawequal(L, -1, sought);
    lua_pop(L, 1);
    if (same) return i;
  }
  return luaL_error(L, "the key that 'next' was given is not in the table");
}

static lua_Integer resume_walk(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &walk_key) == LUA_TTABLE) {
    lua_rawgeti(L, 3, 1);
    lua_rawgeti(L, 3, 2);
    lua_rawgeti(L, 3, 3);
    lua_Integer at = lua_tointeger(L, 6);
    if (lua_rawequal(L, 4, 1)) {
      lua_rawgeti(L, 5, at);
      if (lua_rawequal(L, -1, 2)) {
        lua_settop(L, 5);
        return at;
      }
    }
  }
  lua_settop(L, 2);
  lua_createtable(L, 3, 0);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, -1);
  lua_rawseti(L, 3, 1);
  push_sorted_keys(L, 1);
  lua_pushvalue(L, -1);
  lua_rawseti(L, 3, 2);
  lua_pushvalue(L, 3);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &walk_key);
  return find_key(L, 5, 2);
}

int ordered_next(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  if (lua_isnil(L, 2)) return first_pair(L);
  if (lua_isinteger(L, 2)) {
    lua_Integer at = lua_tointeger(L, 2);
    if (at >= 1 && at < (lua_Integer)lua_rawlen(L, 1) && lua_rawgeti(L, 1, at + 1) != LUA_TNIL) {
      lua_pushinteger(L, at + 1);
      return push_pair(L, 1, lua_gettop(L));
    }
    lua_settop(L, 2);
  }
  lua_Integer at = resume_walk(L), count = (lua_Integer)lua_rawlen(L, 5);
  while (++at <= count) {
    lua_rawgeti(L, 5, at);
    push_pair(L, 1, lua_gettop(L));
    if (!lua_isnil(L, -1)) {
      lua_pushinteger(L, at);
      lua_rawseti(L, 3, 3);
      return 2;
    }
    lua_settop(L, 5);
  }
  lua_pushnil(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &walk_key);
  lua_pushnil(L);
  return 1;
}
