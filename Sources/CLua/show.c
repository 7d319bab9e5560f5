// Values as a person reads them: tables with what is in them, keys in the stated order, in lines no wider than a page. Depth, number of
// items and length of texts are bounded, and `…` says where something was left out.

#include <ctype.h>

#include "host.h"

enum { DEEPEST = 6, MOST_ITEMS = 50, MOST_NESTED = 20, LONGEST_TEXT = 160, WIDTH = 90 };

static void add(lua_State *L, buffer *b, const char *text) { append_or_raise(L, b, text, strlen(text)); }

static bool is_word(const char *text, size_t count) {
  static const char *const reserved[] = {"and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if",
                                         "in", "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while"};
  if (count == 0 || isdigit((unsigned char)*text)) return false;
  for (size_t i = 0; i < count; i++)
    if (!isalnum((unsigned char)text[i]) && text[i] != '_') return false;
  for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
    if (strcmp(reserved[i], text) == 0) return false;
  return true;
}

/// The text between quotation marks. Control characters would do something to a terminal.
static void show_text(lua_State *L, buffer *b, const char *text, size_t count) {
  size_t end = count;
  if (count > LONGEST_TEXT)
    for (end = LONGEST_TEXT; end > LONGEST_TEXT - 4 && ((unsigned char)text[end] & 0xC0) == 0x80;) end--;
  add(L, b, "\"");
  for (size_t i = 0; i < end; i++) {
    unsigned char byte = (unsigned char)text[i];
    char escaped[8];
    if (byte == '"' || byte == '\\') snprintf(escaped, sizeof escaped, "\\%c", byte);
    else if (byte == '\n') snprintf(escaped, sizeof escaped, "\\n");
    else if (byte == '\t') snprintf(escaped, sizeof escaped, "\\t");
    else if (byte < 0x20 || byte == 0x7F) snprintf(escaped, sizeof escaped, "\\x%02X", byte);
    else snprintf(escaped, sizeof escaped, "%c", byte);
    add(L, b, escaped);
  }
  add(L, b, end < count ? "…\"" : "\"");
}

static void show(lua_State *L, buffer *b, int index, int depth, int indent, int width);

static void show_key(lua_State *L, buffer *b, int index) {
  size_t count;
  const char *text = lua_type(L, index) == LUA_TSTRING ? lua_tolstring(L, index, &count) : NULL;
  if (text != NULL && is_word(text, count)) {
    append_or_raise(L, b, text, count);
  } else {
    add(L, b, "[");
    show(L, b, index, DEEPEST, 0, 0);
    add(L, b, "]");
  }
  add(L, b, " = ");
}

static void show_items(lua_State *L, buffer *b, int table, int depth, int indent, int width) {
  bool is_broken = width > 0;
  lua_Integer count = push_sorted_keys(L, table), length = (lua_Integer)lua_rawlen(L, table);
  lua_Integer most = depth == 0 ? MOST_ITEMS : MOST_NESTED;
  int keys = lua_gettop(L);
  if (count == 0) {
    add(L, b, "{}");
    lua_pop(L, 1);
    return;
  }
  add(L, b, is_broken ? "{\n" : "{ ");
  for (lua_Integer i = 1; i <= count; i++) {
    for (int space = 0; is_broken && space < indent + 2; space++) add(L, b, " ");
    if (i > most) {
      add(L, b, lua_pushfstring(L, "… %I more", (LUAI_UACINT)(count - most)));
    } else {
      lua_rawgeti(L, keys, i);
      bool is_position = lua_isinteger(L, -1) && lua_tointeger(L, -1) == i && i <= length;
      if (!is_position) show_key(L, b, lua_gettop(L));
      lua_rawget(L, table);
      show(L, b, lua_gettop(L), depth + 1, indent + 2, width > 2 ? width - 2 : width);
      if (is_broken) add(L, b, ",");
      else if (i < count) add(L, b, ", ");
    }
    lua_settop(L, keys);
    if (is_broken) add(L, b, "\n");
    if (i > most) break;
  }
  for (int space = 0; is_broken && space < indent; space++) add(L, b, " ");
  add(L, b, is_broken ? "}" : " }");
  lua_settop(L, keys - 1);
}

/// - width: how many columns there are; 0 for one line, however long.
static void show(lua_State *L, buffer *b, int index, int depth, int indent, int width) {
  luaL_checkstack(L, 8, "tables lie too deep in one another");
  charge(L, 10);
  size_t count;
  if (lua_type(L, index) == LUA_TSTRING) {
    const char *text = lua_tolstring(L, index, &count);
    show_text(L, b, text, count);
    return;
  }
  bool has_words = luaL_getmetafield(L, index, "__tostring") != LUA_TNIL;
  if (has_words) lua_pop(L, 1);
  if (!lua_istable(L, index) || has_words) {
    const char *text = push_words(L, index, &count);
    append_or_raise(L, b, text, count);
    lua_pop(L, 1);
    return;
  }
  if (depth >= DEEPEST) {
    add(L, b, "{ … }");
    return;
  }
  size_t start = b->count;
  show_items(L, b, index, depth, indent, 0);
  size_t columns = 0;
  for (size_t i = start; i < b->count; i++) columns += (b->bytes[i] & 0xC0) != 0x80;
  if (width == 0 || columns <= (size_t)width) return;
  b->count = start;
  show_items(L, b, index, depth, indent, width);
}

void show_value(lua_State *L, buffer *b, int index, bool in_lines) {
  show(L, b, lua_absindex(L, index), 0, 0, in_lines ? WIDTH : 0);
}
