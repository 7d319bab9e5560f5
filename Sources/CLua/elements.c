// Documents, blocks, segments, tokens and annotations as a script sees them: light userdata whose 64 bits say which one. They all share
// one metatable; what lies behind the fields is Scripting's business, except for the three that are asked for most.

#include "host.h"

/// How a name is packed into an integer: number of the function, whether it is a method, which span, mask of kinds.
typedef enum { MODULE = 0, FIELD, METHOD, TEXT_CALL, ELEMENT_CALL } entry_kind;
typedef enum { SPAN_NONE = 0, SPAN_FROM, SPAN_TO, SPAN_TEXT } span_kind;

typedef struct {
  uint64_t kind, span, kinds;
  const char *owner, *name;
  size_t owner_count, name_count;
} entry;

static uint64_t read_number(const uint8_t **at) {
  uint64_t number;
  memcpy(&number, *at, sizeof number);
  *at += sizeof number;
  return number;
}

static const char *read_text(const uint8_t **at, size_t *count) {
  *count = read_number(at);
  const char *text = (const char *)*at;
  *at += *count;
  return text;
}

static entry read_entry(const uint8_t **at) {
  entry e;
  e.kind = read_number(at);
  e.span = read_number(at);
  e.kinds = read_number(at);
  e.owner = read_text(at, &e.owner_count);
  e.name = read_text(at, &e.name_count);
  return e;
}

/// A function of a module or a method. Upvalue: its number.
static int call_function(lua_State *L) {
  return ask(L, DRAGOMAN_LUA_CALL, (uint32_t)lua_tointeger(L, lua_upvalueindex(1)), 1);
}

static int push_span(lua_State *L, uint64_t element, span_kind what) {
  dragoman_lua *host = host_of(L);
  dragoman_lua_span span;
  if (host->callbacks.span(host->context, element, &span) != 0) return 0;
  switch (what) {
    case SPAN_FROM: lua_pushinteger(L, (lua_Integer)span.from + 1); break;
    case SPAN_TO: lua_pushinteger(L, (lua_Integer)span.to); break;
    default:
      charge_bytes(L, span.to - span.from);
      lua_pushlstring(L, (const char *)span.text + span.from, span.to - span.from);
  }
  return 1;
}

/// The text of a document is made once: at -1 of the methods lies the document, at -2 its text.
static int push_document_text(lua_State *L, uint64_t element) {
  lua_rawgeti(L, lua_upvalueindex(2), -1);
  if (lua_islightuserdata(L, -1) && to_element(L, -1) == element) {
    lua_rawgeti(L, lua_upvalueindex(2), -2);
    return 1;
  }
  if (!push_span(L, element, SPAN_TEXT)) return 0;
  lua_pushvalue(L, -1);
  lua_rawseti(L, lua_upvalueindex(2), -2);
  push_element(L, element);
  lua_rawseti(L, lua_upvalueindex(2), -1);
  return 1;
}

/// Upvalues: names, methods by number, names of what is no part of a document.
static int element_index(lua_State *L) {
  uint64_t element = to_element(L, 1);
  unsigned kind = kind_of(element);
  if (kind == DRAGOMAN_LUA_KIND_NONE) return luaL_error(L, "null has no fields");
  lua_settop(L, 2);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(kind < DRAGOMAN_LUA_KIND_SOURCE ? 1 : 3)) == LUA_TNUMBER) {
    uint64_t packed = (uint64_t)lua_tointeger(L, 3);
    if (packed >> 32 & (uint64_t)1 << kind) {
      span_kind span = packed >> 24 & 3;
      uint32_t number = packed & 0xFFFF;
      if (span == SPAN_TEXT && kind == DRAGOMAN_LUA_KIND_DOCUMENT && push_document_text(L, element)) return 1;
      if (span != SPAN_NONE && push_span(L, element, span)) return 1;
      if (packed >> 16 & 1) {
        lua_rawgeti(L, lua_upvalueindex(2), number);
        return 1;
      }
      lua_settop(L, 1);
      return ask(L, DRAGOMAN_LUA_GET, number, 1);
    }
  }
  lua_settop(L, 2);
  return ask(L, DRAGOMAN_LUA_GET_KEY, 0, 1);
}

static int element_newindex(lua_State *L) {
  uint64_t element = to_element(L, 1);
  unsigned kind = kind_of(element);
  if (kind == DRAGOMAN_LUA_KIND_NONE) return luaL_error(L, "null has no fields");
  lua_settop(L, 3);
  lua_pushvalue(L, 2);
  if (kind < DRAGOMAN_LUA_KIND_SOURCE && lua_rawget(L, lua_upvalueindex(1)) == LUA_TNUMBER) {
    uint64_t packed = (uint64_t)lua_tointeger(L, 4);
    if ((packed >> 32 & (uint64_t)1 << kind) && !(packed >> 16 & 1)) {
      lua_settop(L, 3);
      lua_remove(L, 2);
      ask(L, DRAGOMAN_LUA_SET, packed & 0xFFFF, 1);
      return 0;
    }
  }
  lua_settop(L, 3);
  ask(L, DRAGOMAN_LUA_SET_KEY, 0, 1);
  return 0;
}

/// Upvalue: the number of what an element does that is called.
static int element_call(lua_State *L) {
  if (kind_of(to_element(L, 1)) != DRAGOMAN_LUA_KIND_EMIT)
    return luaL_error(L, "attempt to call a %s", to_element(L, 1) == 0 ? "null" : "part of a document");
  return ask(L, DRAGOMAN_LUA_CALL, (uint32_t)lua_tointeger(L, lua_upvalueindex(1)), 1);
}

static int element_len(lua_State *L) {
  lua_settop(L, 1);
  return ask(L, DRAGOMAN_LUA_LENGTH, 0, 1);
}

/// `env.NAME` is `env.get("NAME")`. Upvalue: the number of that function.
static int environment_index(lua_State *L) {
  lua_settop(L, 2);
  return ask(L, DRAGOMAN_LUA_CALL, (uint32_t)lua_tointeger(L, lua_upvalueindex(1)), 2);
}

/// `doc:text(from, to)`: `doc.text` is a text, and so the text is what is called here, with the document as first argument.
static int string_call(lua_State *L) {
  lua_Debug call;
  bool is_named = lua_getstack(L, 0, &call) && lua_getinfo(L, "n", &call) && call.name != NULL;
  const char *name = is_named ? call.name : "text";
  bool is_text = strcmp(name, "text") == 0, is_element = lua_islightuserdata(L, 2) && to_element(L, 2) != 0;
  if (is_text && is_element && kind_of(to_element(L, 2)) != DRAGOMAN_LUA_KIND_DOCUMENT)
    return luaL_error(L, "'text' of a part of a document is a field: write .text, without a colon and parentheses");
  if (is_text && !is_element)
    return luaL_error(L, "'text' is text, no function: the text of a range is doc:text(from, to), with a colon");
  if (!is_text)
    return luaL_error(
        L, "'%s' is text, no function: read it %s", name,
        is_element ? "with a dot, without a colon and parentheses" : "without parentheses");
  if (lua_gettop(L) == 2) return luaL_error(L, "doc:text(from, to) is the text of a range; all of it is doc.text");
  lua_remove(L, 1);
  return ask(L, DRAGOMAN_LUA_CALL, (uint32_t)lua_tointeger(L, lua_upvalueindex(1)), 1);
}

static bool is_called(const entry *e, const char *owner, const char *name) {
  return e->owner_count == strlen(owner) && memcmp(e->owner, owner, e->owner_count) == 0
      && e->name_count == strlen(name) && memcmp(e->name, name, e->name_count) == 0;
}

/// At 5 of the stack lies the number of `json.encode`, once it was seen.
static void add_function(lua_State *L, const entry *e, lua_Integer number) {
  lua_pushlstring(L, e->owner, e->owner_count);
  lua_pushvalue(L, -1);
  lua_rawget(L, 1);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    lua_createtable(L, 0, 8);
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, 1);
  }
  lua_pushlstring(L, e->name, e->name_count);
  lua_pushinteger(L, number);
  if (is_called(e, "template", "render")) {
    lua_pushvalue(L, 5);
    lua_pushcclosure(L, template_render, 2);
  } else {
    lua_pushcclosure(L, call_function, 1);
  }
  lua_rawset(L, -3);
  if (is_called(e, "json", "encode")) {
    lua_pushinteger(L, number);
    lua_replace(L, 5);
  }
  if (e->owner_count == 3 && memcmp(e->owner, "env", 3) == 0) {
    lua_createtable(L, 0, 2);
    lua_pushinteger(L, number);
    lua_pushcclosure(L, environment_index, 1);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
  }
  lua_pop(L, 2);
}

void open_elements(lua_State *L, dragoman_lua_bytes library) {
  lua_settop(L, 0);
  lua_pushglobaltable(L);
  lua_createtable(L, 0, 48);
  lua_createtable(L, 16, 0);
  lua_createtable(L, 0, 8);
  lua_pushinteger(L, 0);
  lua_Integer called = 0;
  const uint8_t *at = library.bytes, *end = at + library.count;
  for (lua_Integer number = 0; at < end; number++) {
    entry e = read_entry(&at);
    if (e.kind == MODULE) {
      add_function(L, &e, number);
      continue;
    }
    if (e.kind == TEXT_CALL) {
      lua_pushliteral(L, "");
      lua_getmetatable(L, -1);
      lua_pushinteger(L, number);
      lua_pushcclosure(L, string_call, 1);
      lua_setfield(L, -2, "__call");
      lua_pop(L, 2);
      continue;
    }
    if (e.kind == ELEMENT_CALL) {
      called = number;
      continue;
    }
    lua_pushlstring(L, e.name, e.name_count);
    lua_pushinteger(
        L, (lua_Integer)((uint64_t)number | (uint64_t)(e.kind == METHOD) << 16 | e.span << 24 | e.kinds << 32));
    lua_rawset(L, e.kinds >> DRAGOMAN_LUA_KIND_SOURCE != 0 ? 4 : 2);
    if (e.kind == METHOD) {
      lua_pushinteger(L, number);
      lua_pushcclosure(L, call_function, 1);
      lua_rawseti(L, 3, number);
    }
  }
  if (lua_getglobal(L, "json") == LUA_TTABLE) {
    push_element(L, 0);
    lua_setfield(L, -2, "null");
  }
  lua_pop(L, 1);
  push_element(L, 0);
  lua_createtable(L, 0, 5);
  lua_pushvalue(L, 2);
  lua_pushvalue(L, 3);
  lua_pushvalue(L, 4);
  lua_pushcclosure(L, element_index, 3);
  lua_setfield(L, -2, "__index");
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, element_newindex, 1);
  lua_setfield(L, -2, "__newindex");
  lua_pushinteger(L, called);
  lua_pushcclosure(L, element_call, 1);
  lua_setfield(L, -2, "__call");
  lua_pushcfunction(L, element_len);
  lua_setfield(L, -2, "__len");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}
