// The string library. Patterns are translated to a list of items first, and matched by a matcher that counts its steps as
// instructions: a pattern that goes back again and again meets the limit like any other loop.

#define _GNU_SOURCE
#include <limits.h>

#include "host.h"

// MARK: sets of bytes

typedef struct {
  uint64_t words[4];
} byte_set;

/// The classes of the C locale, which has no letters beyond ASCII.
static const struct {
  char letter;
  byte_set set;
} classes[] = {
    {'a', {{0, 0x07FFFFFE07FFFFFE}}},
    {'c', {{0xFFFFFFFF, 0x8000000000000000}}},
    {'d', {{0x03FF000000000000, 0}}},
    {'g', {{0xFFFFFFFE00000000, 0x7FFFFFFFFFFFFFFF}}},
    {'l', {{0, 0x07FFFFFE00000000}}},
    {'p', {{0xFC00FFFE00000000, 0x78000001F8000001}}},
    {'s', {{0x0000000100003E00, 0}}},
    {'u', {{0, 0x0000000007FFFFFE}}},
    {'w', {{0x03FF000000000000, 0x07FFFFFE07FFFFFE}}},
    {'x', {{0x03FF000000000000, 0x0000007E0000007E}}},
};

static bool has(const byte_set *set, unsigned char byte) { return set->words[byte >> 6] >> (byte & 63) & 1; }
static void add(byte_set *set, unsigned char byte) { set->words[byte >> 6] |= (uint64_t)1 << (byte & 63); }

static byte_set inverse(byte_set set) {
  for (int i = 0; i < 4; i++) set.words[i] = ~set.words[i];
  return set;
}

/// The class that a letter after '%' names; a capital names the opposite.
static bool class_of(unsigned char letter, byte_set *set) {
  unsigned char small = letter | 0x20;
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
    if (classes[i].letter != small) continue;
    *set = letter == small ? classes[i].set : inverse(classes[i].set);
    return true;
  }
  return false;
}

// MARK: patterns

typedef enum { BYTE, ANY, SET, OPEN, HERE, CLOSE, SAME, BALANCE, FRONTIER, END, FINISH } what;

typedef struct {
  uint8_t what;
  /// '*', '+', '-', '?', or 0 for once.
  uint8_t repeat;
  uint8_t byte;
  /// The closing byte of BALANCE, or the number of a capture.
  uint8_t other;
  uint32_t set;
} item;

enum { MOST_CAPTURES = 32, MOST_REPEATS = 200, SMALL_ITEMS = 48, SMALL_SETS = 16 };
/// Lengths of captures that have none.
enum { CAPTURE_HERE = -1 };

typedef struct {
  lua_State *L;
  const char *start, *end;
  item *items;
  byte_set *sets;
  int captures;
  int64_t steps;
  struct {
    const char *start;
    ptrdiff_t length;
  } capture[MOST_CAPTURES];
} matcher;

/// Room for a pattern: on the C stack for a small one.
typedef struct {
  matcher m;
  item items[SMALL_ITEMS];
  byte_set sets[SMALL_SETS];
} small_matcher;

/// Reads a set after its '[' and returns what follows its ']'.
static const char *read_set(lua_State *L, const char *p, const char *end, byte_set *set) {
  *set = (byte_set){{0}};
  bool is_inverse = p < end && *p == '^';
  if (is_inverse) p++;
  for (const char *first = p;; ) {
    if (p >= end) luaL_error(L, "malformed pattern (missing ']')");
    unsigned char byte = (unsigned char)*p++;
    if (byte == ']' && p - 1 > first) break;
    if (byte == '%') {
      if (p >= end) luaL_error(L, "malformed pattern (missing ']')");
      byte_set class;
      byte = (unsigned char)*p++;
      if (class_of(byte, &class)) {
        for (int i = 0; i < 4; i++) set->words[i] |= class.words[i];
      } else {
        add(set, byte);
      }
    } else if (end - p >= 2 && p[0] == '-' && p[1] != ']') {
      for (int b = byte; b <= (unsigned char)p[1]; b++) add(set, (unsigned char)b);
      p += 2;
    } else {
      add(set, byte);
    }
  }
  if (is_inverse) *set = inverse(*set);
  return p;
}

typedef struct {
  int open[MOST_CAPTURES];
  int depth;
  int repeats;
  uint32_t sets;
  bool closed[MOST_CAPTURES];
} translation;

/// Reads what stands after a '%' outside a set.
static const char *read_escape(matcher *m, translation *t, const char *p, const char *end, item *it) {
  lua_State *L = m->L;
  if (p >= end) luaL_error(L, "malformed pattern (ends with '%%')");
  unsigned char byte = (unsigned char)*p++;
  if (byte == 'b') {
    if (end - p < 2) luaL_error(L, "malformed pattern (missing arguments to '%%b')");
    *it = (item){.what = BALANCE, .byte = (uint8_t)p[0], .other = (uint8_t)p[1]};
    return p + 2;
  }
  if (byte == 'f') {
    if (p >= end || *p != '[') luaL_error(L, "missing '[' after '%%f' in pattern");
    *it = (item){.what = FRONTIER, .set = t->sets};
    return read_set(L, p + 1, end, &m->sets[t->sets++]);
  }
  if (byte >= '0' && byte <= '9') {
    int number = byte - '1';
    if (number < 0 || number >= m->captures || !t->closed[number])
      luaL_error(L, "invalid capture index %%%d in pattern", number + 1);
    *it = (item){.what = SAME, .other = (uint8_t)number};
    return p;
  }
  if (class_of(byte, &m->sets[t->sets])) *it = (item){.what = SET, .set = t->sets++};
  else *it = (item){.what = BYTE, .byte = byte};
  return p;
}

static const char *read_item(matcher *m, translation *t, const char *p, const char *end, item *it) {
  unsigned char byte = (unsigned char)*p++;
  switch (byte) {
    case '(':
      if (m->captures >= MOST_CAPTURES) luaL_error(m->L, "too many captures");
      if (p < end && *p == ')') {
        t->closed[m->captures] = true;
        *it = (item){.what = HERE, .other = (uint8_t)m->captures++};
        return p + 1;
      }
      t->open[t->depth++] = m->captures;
      *it = (item){.what = OPEN, .other = (uint8_t)m->captures++};
      return p;
    case ')':
      if (t->depth == 0) luaL_error(m->L, "invalid pattern capture");
      *it = (item){.what = CLOSE, .other = (uint8_t)t->open[--t->depth]};
      t->closed[it->other] = true;
      return p;
    case '$':
      if (p < end) break;
      *it = (item){.what = END};
      return p;
    case '.': *it = (item){.what = ANY}; return p;
    case '[':
      *it = (item){.what = SET, .set = t->sets};
      return read_set(m->L, p, end, &m->sets[t->sets++]);
    case '%': return read_escape(m, t, p, end, it);
  }
  *it = (item){.what = BYTE, .byte = byte};
  return p;
}

static void translate(matcher *m, const char *p, size_t count) {
  translation t = {.depth = 0};
  const char *end = p + count;
  item *it = m->items;
  m->captures = 0;
  while (p < end) {
    p = read_item(m, &t, p, end, it);
    if (it->what <= SET && p < end && (*p == '*' || *p == '+' || *p == '-' || *p == '?')) {
      it->repeat = (uint8_t)*p++;
      if (++t.repeats > MOST_REPEATS) luaL_error(m->L, "pattern too complex");
    }
    it++;
  }
  if (t.depth > 0) luaL_error(m->L, "unfinished capture");
  *it = (item){.what = FINISH};
}

/// A matcher for a pattern; pushes one value.
static matcher *prepare(lua_State *L, small_matcher *small, const char *pattern, size_t count) {
  size_t sets = 0;
  for (size_t i = 0; i < count; i++) sets += pattern[i] == '[' || pattern[i] == '%';
  charge(L, (int64_t)count);
  matcher *m;
  if (small != NULL && count < SMALL_ITEMS && sets < SMALL_SETS) {
    lua_pushnil(L);
    m = &small->m;
    m->items = small->items;
    m->sets = small->sets;
  } else {
    size_t items_size = (count + 1) * sizeof(item), sets_size = (sets + 1) * sizeof(byte_set);
    m = lua_newuserdatauv(L, sizeof *m + sets_size + items_size, 0);
    m->sets = (byte_set *)(m + 1);
    m->items = (item *)(m->sets + sets + 1);
  }
  m->L = L;
  m->steps = 0;
  translate(m, pattern, count);
  return m;
}

// MARK: matching

static inline void count_steps(matcher *m, int64_t steps) {
  m->steps += steps;
  if (m->steps >= 1000) {
    charge(m->L, m->steps);
    m->steps = 0;
  }
}

static inline bool takes(const matcher *m, const item *it, const char *s) {
  if (s >= m->end) return false;
  switch (it->what) {
    case BYTE: return (uint8_t)*s == it->byte;
    case ANY: return true;
    default: return has(&m->sets[it->set], (unsigned char)*s);
  }
}

static const char *balanced(matcher *m, const item *it, const char *s) {
  if (s >= m->end || (uint8_t)*s != it->byte) return NULL;
  const char *from = s;
  for (ptrdiff_t open = 1; ++s < m->end;) {
    if ((uint8_t)*s == it->other) {
      if (--open == 0) {
        count_steps(m, s - from);
        return s + 1;
      }
    } else if ((uint8_t)*s == it->byte) {
      open++;
    }
  }
  count_steps(m, s - from);
  return NULL;
}

static const char *same(matcher *m, const item *it, const char *s) {
  ptrdiff_t length = m->capture[it->other].length;
  if (length == CAPTURE_HERE) luaL_error(m->L, "a position capture has no text to compare with");
  count_steps(m, length / 8);
  return m->end - s >= length && memcmp(m->capture[it->other].start, s, (size_t)length) == 0 ? s + length : NULL;
}

static const char *match(matcher *m, const item *it, const char *s);

static const char *match_longest(matcher *m, const item *it, const char *s) {
  const char *last = s;
  while (takes(m, it, last)) last++;
  count_steps(m, last - s);
  const char *least = it->repeat == '+' ? s + 1 : s;
  const item *next = it + 1;
  bool is_byte = next->what == BYTE && (next->repeat == 0 || next->repeat == '+');
  for (; last >= least; last--) {
    if (is_byte && !takes(m, next, last)) {
      count_steps(m, 1);
      continue;
    }
    const char *end = match(m, next, last);
    if (end != NULL) return end;
  }
  return NULL;
}

static const char *match_shortest(matcher *m, const item *it, const char *s) {
  for (;; s++) {
    const char *end = match(m, it + 1, s);
    if (end != NULL) return end;
    if (!takes(m, it, s)) return NULL;
  }
}

/// The end of the match that begins at s; null where there is none. Captures need no undoing: whoever goes back passes their
/// items again.
static const char *match(matcher *m, const item *it, const char *s) {
  for (;; it++) {
    count_steps(m, 1);
    switch (it->what) {
      case FINISH: return s;
      case OPEN: m->capture[it->other].start = s; break;
      case CLOSE: m->capture[it->other].length = s - m->capture[it->other].start; break;
      case HERE:
        m->capture[it->other].start = s;
        m->capture[it->other].length = CAPTURE_HERE;
        break;
      case END:
        if (s != m->end) return NULL;
        break;
      case SAME:
        if ((s = same(m, it, s)) == NULL) return NULL;
        break;
      case BALANCE:
        if ((s = balanced(m, it, s)) == NULL) return NULL;
        break;
      case FRONTIER: {
        unsigned char before = s == m->start ? 0 : (unsigned char)s[-1], after = s == m->end ? 0 : (unsigned char)*s;
        if (has(&m->sets[it->set], before) || !has(&m->sets[it->set], after)) return NULL;
        break;
      }
      default:
        switch (it->repeat) {
          case '*':
          case '+': return match_longest(m, it, s);
          case '-': return match_shortest(m, it, s);
          case '?':
            if (takes(m, it, s)) {
              const char *end = match(m, it + 1, s + 1);
              if (end != NULL) return end;
            }
            break;
          default:
            if (!takes(m, it, s)) return NULL;
            s++;
        }
    }
  }
}

/// The first match at or after `*at`, whose start goes into `*at`.
static const char *search(matcher *m, const char **at, bool is_anchored) {
  const item *first = m->items;
  bool is_byte = first->what == BYTE && (first->repeat == 0 || first->repeat == '+');
  for (const char *s = *at; s <= m->end; s++) {
    if (is_byte && !is_anchored) {
      const char *next = s < m->end ? memchr(s, first->byte, (size_t)(m->end - s)) : NULL;
      count_steps(m, ((next == NULL ? m->end : next) - s) / 16);
      if (next == NULL) return NULL;
      s = next;
    }
    const char *end = match(m, first, s);
    if (end != NULL) {
      *at = s;
      return end;
    }
    if (is_anchored) return NULL;
  }
  return NULL;
}

static void push_capture(matcher *m, int number) {
  if (m->capture[number].length == CAPTURE_HERE)
    lua_pushinteger(m->L, m->capture[number].start - m->start + 1);
  else
    lua_pushlstring(m->L, m->capture[number].start, (size_t)m->capture[number].length);
}

/// Pushes all captures, or the whole match where there is none.
static int push_captures(matcher *m, const char *s, const char *end) {
  if (m->captures == 0) {
    lua_pushlstring(m->L, s, (size_t)(end - s));
    return 1;
  }
  luaL_checkstack(m->L, m->captures, "too many captures");
  for (int i = 0; i < m->captures; i++) push_capture(m, i);
  return m->captures;
}

// MARK: the functions

/// Where a search begins: 0 for the first byte; beyond the length where it cannot.
static size_t start_of(lua_Integer position, size_t count) {
  if (position > 0) return (size_t)position - 1;
  if (position == 0 || position < -(lua_Integer)count) return 0;
  return count + (size_t)position;
}

static bool is_plain(const char *pattern, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (strchr("^$*+?.([%-", pattern[i]) != NULL && pattern[i] != 0) return false;
  return true;
}

static int find(lua_State *L, bool wants_position) {
  size_t count, pattern_count;
  const char *text = luaL_checklstring(L, 1, &count), *pattern = luaL_checklstring(L, 2, &pattern_count);
  size_t start = start_of(luaL_optinteger(L, 3, 1), count);
  if (start > count) {
    luaL_pushfail(L);
    return 1;
  }
  if (wants_position && (lua_toboolean(L, 4) || is_plain(pattern, pattern_count))) {
    const char *found = memmem(text + start, count - start, pattern, pattern_count);
    // What was looked at, not what there is: a loop over all finds in a text costs its length once. One search is linear and over
    // before a limit could be passed by much.
    charge_bytes(L, found == NULL ? count - start : (size_t)(found - text) - start + pattern_count);
    if (found == NULL) {
      luaL_pushfail(L);
      return 1;
    }
    lua_pushinteger(L, found - text + 1);
    lua_pushinteger(L, found - text + (lua_Integer)pattern_count);
    return 2;
  }
  bool is_anchored = pattern_count > 0 && *pattern == '^';
  small_matcher room;
  matcher *m = prepare(L, &room, pattern + is_anchored, pattern_count - is_anchored);
  m->start = text;
  m->end = text + count;
  const char *at = text + start, *end = search(m, &at, is_anchored);
  charge(L, m->steps);
  if (end == NULL) {
    luaL_pushfail(L);
    return 1;
  }
  if (!wants_position) return push_captures(m, at, end);
  lua_pushinteger(L, at - text + 1);
  lua_pushinteger(L, end - text);
  return 2 + (m->captures > 0 ? push_captures(m, at, end) : 0);
}

static int string_find(lua_State *L) { return find(L, true); }
static int string_match(lua_State *L) { return find(L, false); }

/// Upvalues: text, pattern's matcher, where to go on (from 0), where the last match ended (-1 before the first).
static int next_match(lua_State *L) {
  size_t count;
  const char *text = lua_tolstring(L, lua_upvalueindex(1), &count);
  matcher *m = lua_touserdata(L, lua_upvalueindex(2));
  m->L = L;
  m->start = text;
  m->end = text + count;
  const char *at = text + lua_tointeger(L, lua_upvalueindex(3));
  lua_Integer last = lua_tointeger(L, lua_upvalueindex(4));
  while (at <= m->end) {
    const char *end = search(m, &at, false);
    charge(L, m->steps);
    m->steps = 0;
    if (end == NULL) break;
    if (end - text != last) {
      lua_pushinteger(L, end - text);
      lua_copy(L, -1, lua_upvalueindex(3));
      lua_replace(L, lua_upvalueindex(4));
      return push_captures(m, at, end);
    }
    at++;
  }
  lua_pushinteger(L, (lua_Integer)count + 1);
  lua_replace(L, lua_upvalueindex(3));
  return 0;
}

static int string_gmatch(lua_State *L) {
  size_t count, pattern_count;
  luaL_checklstring(L, 1, &count);
  const char *pattern = luaL_checklstring(L, 2, &pattern_count);
  size_t start = start_of(luaL_optinteger(L, 3, 1), count);
  if (start > count) start = count + 1;
  lua_settop(L, 2);
  prepare(L, NULL, pattern, pattern_count);
  lua_replace(L, 2);
  lua_pushinteger(L, (lua_Integer)start);
  lua_pushinteger(L, -1);
  lua_pushcclosure(L, next_match, 4);
  return 1;
}

static void add_template(matcher *m, luaL_Buffer *out, const char *s, const char *end) {
  size_t count;
  const char *template = lua_tolstring(m->L, 3, &count), *stop = template + count;
  while (template < stop) {
    const char *escape = memchr(template, '%', (size_t)(stop - template));
    luaL_addlstring(out, template, (size_t)((escape == NULL ? stop : escape) - template));
    if (escape == NULL) return;
    char byte = escape + 1 < stop ? escape[1] : 0;
    template = escape + 2;
    if (byte == '%') {
      luaL_addchar(out, '%');
    } else if (byte == '0' || (byte == '1' && m->captures == 0)) {
      luaL_addlstring(out, s, (size_t)(end - s));
    } else if (byte >= '1' && byte <= '9') {
      if (byte - '1' >= m->captures) luaL_error(m->L, "invalid capture index %%%d in replacement string", byte - '0');
      push_capture(m, byte - '1');
      luaL_tolstring(m->L, -1, NULL);
      lua_remove(m->L, -2);
      luaL_addvalue(out);
    } else {
      luaL_error(m->L, "invalid use of '%%' in replacement string");
    }
  }
}

/// Adds what stands for a match; returns whether that is another text.
static bool add_replacement(matcher *m, luaL_Buffer *out, const char *s, const char *end, int kind) {
  lua_State *L = m->L;
  switch (kind) {
    case LUA_TFUNCTION:
      lua_pushvalue(L, 3);
      lua_call(L, push_captures(m, s, end), 1);
      break;
    case LUA_TTABLE:
      if (m->captures == 0) lua_pushlstring(L, s, (size_t)(end - s)); else push_capture(m, 0);
      lua_gettable(L, 3);
      break;
    default: add_template(m, out, s, end); return true;
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    luaL_addlstring(out, s, (size_t)(end - s));
    return false;
  }
  if (!lua_isstring(L, -1)) luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  charge_bytes(L, lua_rawlen(L, -1));
  luaL_addvalue(out);
  return true;
}

static int string_gsub(lua_State *L) {
  size_t count, pattern_count;
  const char *text = luaL_checklstring(L, 1, &count), *pattern = luaL_checklstring(L, 2, &pattern_count);
  int kind = lua_type(L, 3);
  if (kind != LUA_TNUMBER && kind != LUA_TSTRING && kind != LUA_TFUNCTION && kind != LUA_TTABLE)
    return luaL_typeerror(L, 3, "string/function/table");
  lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)count + 1), done = 0;
  bool is_anchored = pattern_count > 0 && *pattern == '^', is_changed = false;
  lua_settop(L, 4);
  if (kind == LUA_TNUMBER) lua_tolstring(L, 3, NULL);
  small_matcher room;
  matcher *m = prepare(L, &room, pattern + is_anchored, pattern_count - is_anchored);
  m->start = text;
  m->end = text + count;
  luaL_Buffer out;
  luaL_buffinit(L, &out);
  const char *at = text, *last = NULL;
  while (done < most) {
    const char *found = at, *end = search(m, &found, is_anchored);
    charge(L, m->steps + 4);
    m->steps = 0;
    if (end == NULL) break;
    luaL_addlstring(&out, at, (size_t)(found - at));
    at = found;
    if (end == last) {
      if (at >= m->end) break;
      luaL_addchar(&out, *at);
      at++;
    } else {
      done++;
      is_changed |= add_replacement(m, &out, at, end, kind);
      at = last = end;
    }
    if (is_anchored) break;
  }
  if (!is_changed) {
    lua_pushvalue(L, 1);
  } else {
    luaL_addlstring(&out, at, (size_t)(m->end - at));
    luaL_pushresult(&out);
  }
  lua_pushinteger(L, done);
  return 2;
}

/// Lua's own functions are called in the place of ours, which have them as their first upvalue.
static int original(lua_State *L) { return lua_tocfunction(L, lua_upvalueindex(1))(L); }

static int string_rep(lua_State *L) {
  size_t count, between = 0;
  luaL_checklstring(L, 1, &count);
  lua_Integer times = luaL_checkinteger(L, 2);
  luaL_optlstring(L, 3, "", &between);
  if (count + between == 0) {
    // Lua's own function would go round so many times, for nothing.
    lua_pushliteral(L, "");
    return 1;
  }
  if (times > 0) {
    size_t whole = (size_t)times > (size_t)PTRDIFF_MAX / (count + between) ? PTRDIFF_MAX : (count + between) * (size_t)times;
    require_memory(L, whole, "string.rep");
    charge_bytes(L, whole);
    charge(L, times / 8);
  }
  return original(L);
}

/// `string.format` without addresses: '%p' is refused, and '%s' shows what `tostring` shows.
static int string_format(lua_State *L) {
  size_t count;
  const char *format = luaL_checklstring(L, 1, &count), *end = format + count;
  charge_bytes(L, count);
  int argument = 1, last = lua_gettop(L);
  for (const char *p = format; p < end; p++) {
    if (*p != '%') continue;
    if (++p < end && *p == '%') continue;
    while (p < end && strchr("-+ #0123456789.", *p) != NULL && *p != 0) p++;
    if (p >= end) break;
    argument++;
    if (*p == 'p') return luaL_error(L, "'%%p' is not offered: an address differs from run to run");
    if (*p != 's' || argument > last) continue;
    if (!lua_isstring(L, argument)) {
      push_words(L, argument, NULL);
      lua_replace(L, argument);
    }
    charge_bytes(L, lua_rawlen(L, argument));
  }
  return original(L);
}

/// Lua's own function on one text, or of arithmetic on two, after their length was counted as work.
static int counted(lua_State *L) {
  for (int i = 1; i <= 2; i++)
    if (lua_type(L, i) == LUA_TSTRING) charge_bytes(L, lua_rawlen(L, i));
  return original(L);
}

void open_strings(lua_State *L) {
  lua_pushcfunction(L, luaopen_string);
  lua_call(L, 0, 1);
  static const char *const absent[] = {"dump", "pack", "packsize", "unpack"};
  for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
    lua_pushnil(L);
    lua_setfield(L, -2, absent[i]);
  }
  static const luaL_Reg guarded[] = {{"rep", string_rep}, {"format", string_format}, {"reverse", counted},
                                     {"lower", counted},  {"upper", counted},        {"byte", counted}};
  for (size_t i = 0; i < sizeof guarded / sizeof *guarded; i++) {
    lua_getfield(L, -1, guarded[i].name);
    lua_pushcclosure(L, guarded[i].func, 1);
    lua_setfield(L, -2, guarded[i].name);
  }
  static const luaL_Reg functions[] = {
      {"find", string_find}, {"match", string_match}, {"gmatch", string_gmatch}, {"gsub", string_gsub}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
  lua_setglobal(L, "string");
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  static const char *const arithmetic[] = {"__add", "__sub", "__mul", "__mod", "__pow", "__div", "__idiv", "__unm"};
  for (size_t i = 0; i < sizeof arithmetic / sizeof *arithmetic; i++) {
    lua_getfield(L, -1, arithmetic[i]);
    lua_pushcclosure(L, counted, 1);
    lua_setfield(L, -2, arithmetic[i]);
  }
  lua_pop(L, 2);
}
