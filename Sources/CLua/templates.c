// Templates: their Lua was made by Scripting; here it meets its variables, and values are escaped.

#include "host.h"

/// As Scripting numbers them.
enum { FORMAT_TEXT = 0, FORMAT_HTML, FORMAT_MARKDOWN, FORMAT_JSON };

/// Adds the text at the top to the list of pieces, the first upvalue, and takes it off the stack.
static void add_piece(lua_State *L) {
  charge_bytes(L, lua_rawlen(L, -1));
  lua_rawseti(L, lua_upvalueindex(1), (lua_Integer)lua_rawlen(L, lua_upvalueindex(1)) + 1);
}

/// Text of the template.
static int put(lua_State *L) {
  lua_settop(L, 1);
  add_piece(L);
  return 0;
}

/// A value as it is; nil is nothing.
static int show_raw(lua_State *L) {
  lua_settop(L, 1);
  if (lua_isnil(L, 1)) return 0;
  push_words(L, 1, NULL);
  add_piece(L);
  return 0;
}

static void push_html(lua_State *L, const char *text, size_t count) {
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  for (size_t i = 0; i < count; i++) {
    switch (text[i]) {
      case '&': luaL_addstring(&b, "&amp;"); break;
      case '<': luaL_addstring(&b, "&lt;"); break;
      case '>': luaL_addstring(&b, "&gt;"); break;
      case '"': luaL_addstring(&b, "&quot;"); break;
      case '\'': luaL_addstring(&b, "&#39;"); break;
      case '\0': break;
      default: luaL_addchar(&b, text[i]);
    }
  }
  luaL_pushresult(&b);
}

/// Inline text of Markdown: no sign of it means anything, and it stays on its line.
static void push_markdown(lua_State *L, const char *text, size_t count) {
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  size_t digits = 0;
  while (digits < count && text[digits] >= '0' && text[digits] <= '9') digits++;
  for (size_t i = 0; i < count; i++) {
    char c = text[i];
    if (c == '\n' || c == '\r') c = ' ';
    bool starts = i == 0 && strchr("-+=", c) != NULL && c != 0;
    bool numbers = i > 0 && i == digits && (c == '.' || c == ')');
    if (starts || numbers || (c != 0 && strchr("\\`*_{}[]<>#|~&!$", c) != NULL)) luaL_addchar(&b, '\\');
    if (c != 0) luaL_addchar(&b, c);
  }
  luaL_pushresult(&b);
}

/// A value, escaped. Upvalues: pieces, format, number of `json.encode`.
static int show(lua_State *L) {
  lua_Integer format = lua_tointeger(L, lua_upvalueindex(2));
  lua_settop(L, 1);
  if (format == FORMAT_JSON) {
    // Not nil: a missing argument is refused.
    if (lua_isnil(L, 1)) lua_pushliteral(L, "null");
    else ask(L, DRAGOMAN_LUA_CALL, (uint32_t)lua_tointeger(L, lua_upvalueindex(3)), 1);
    add_piece(L);
    return 0;
  }
  if (lua_isnil(L, 1)) return 0;
  size_t count;
  const char *text = push_words(L, 1, &count);
  require_memory(L, count * 2, "template.render");
  charge_bytes(L, count * 4);
  if (format == FORMAT_HTML) push_html(L, text, count);
  else if (format == FORMAT_MARKDOWN) push_markdown(L, text, count);
  add_piece(L);
  return 0;
}

/// The pieces of the list at the index as one text.
static void push_joined(lua_State *L, int pieces) {
  lua_Integer count = (lua_Integer)lua_rawlen(L, pieces);
  size_t total = 0;
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, pieces, i);
    total += lua_rawlen(L, -1);
    lua_pop(L, 1);
  }
  require_memory(L, total, "template.render");
  charge_bytes(L, total);
  charge(L, count);
  luaL_Buffer b;
  luaL_buffinitsize(L, &b, total);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, pieces, i);
    luaL_addvalue(&b);
  }
  luaL_pushresult(&b);
}

/// The globals of a template: its variables before those of the script.
static void push_environment(lua_State *L, int variables) {
  lua_createtable(L, 0, 8);
  if (lua_istable(L, variables)) {
    lua_pushnil(L);
    while (lua_next(L, variables)) {
      charge(L, 1);
      lua_pushvalue(L, -2);
      lua_insert(L, -2);
      lua_rawset(L, -4);
    }
  }
  lua_createtable(L, 0, 1);
  lua_pushglobaltable(L);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
}

/// `template.render(name, variables)`. Upvalues: its number, which gives the template's code and format; number of `json.encode`.
int template_render(lua_State *L) {
  luaL_checkstring(L, 1);
  if (!lua_isnoneornil(L, 2)) luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lua_pushvalue(L, 1);
  ask(L, DRAGOMAN_LUA_CALL, (uint32_t)lua_tointeger(L, lua_upvalueindex(1)), 3);
  // 1 name, 2 variables, 3 name, 4 code, 5 format
  size_t count;
  const char *code = lua_tolstring(L, 4, &count);
  if (luaL_loadbufferx(L, code, count, "=template", "b") != LUA_OK) return lua_error(L);
  push_environment(L, 2);
  if (lua_setupvalue(L, 6, 1) == NULL) lua_pop(L, 1);
  lua_createtable(L, 16, 0);
  lua_insert(L, 6);
  // 6 pieces, 7 the template
  lua_pushvalue(L, 6);
  lua_pushcclosure(L, put, 1);
  lua_pushvalue(L, 6);
  lua_pushvalue(L, 5);
  lua_pushvalue(L, lua_upvalueindex(2));
  lua_pushcclosure(L, show, 3);
  lua_pushvalue(L, 6);
  lua_pushcclosure(L, show_raw, 1);
  lua_call(L, 3, 0);
  push_joined(L, 6);
  return 1;
}
