// What the C files of CLua share. Every function that takes a `lua_State` may raise, unless its comment says that it does not.

#ifndef DRAGOMAN_HOST_H
#define DRAGOMAN_HOST_H

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <string.h>

#include "CLua.h"

/// Bytes that grow; owned by the host, so that an error that unwinds leaves nothing behind.
typedef struct {
  uint8_t *bytes;
  size_t count;
  size_t capacity;
} buffer;

struct dragoman_lua {
  lua_State *L;
  /// The thread that runs now: the main one or a coroutine.
  lua_State *running;
  dragoman_lua_limits limits;
  dragoman_lua_callbacks callbacks;
  void *context;
  uint64_t seed;

  /// DRAGOMAN_LUA_OUT_OF_…, once a limit was met; it stays.
  dragoman_lua_status limit;
  int64_t used;
  /// The clock is asked when `used` gets here.
  int64_t next_look;
  int64_t deadline;

  /// What of the memory limit may be in use.
  size_t room;
  /// Bytes in use: by Lua, and those that Scripting keeps for the script.
  size_t memory;
  int64_t held;
  /// Requests for memory that were refused, each after a collection of garbage.
  int refusals;
  size_t largest;
  /// Number of the table, function or thread that was made last.
  uint64_t births;

  /// The thread whose stack was the last to be written to the trace.
  lua_State *traced;
  /// The element that a handler has in hand, and where on the stack its handler lies; 0 outside handlers.
  uint64_t in_hand;
  int handler;
  buffer arguments, output, message, trace;
  /// Where memory was last refused: Lua calls no message handler when it ends.
  buffer refusal;
};

static inline dragoman_lua *host_of(lua_State *L) { return *(dragoman_lua **)lua_getextraspace(L); }

// host.c

/// Counts work of a library function, as if it were so many instructions; raises when a limit is met.
void look(lua_State *L);
static inline void charge(lua_State *L, int64_t work) {
  dragoman_lua *host = host_of(L);
  host->used += work;
  if (host->used >= host->next_look) look(L);
}
/// Work of walking over so many bytes.
static inline void charge_bytes(lua_State *L, size_t bytes) { charge(L, (int64_t)(bytes / 16) + 1); }

/// Has a thread look at the account as often as is needed now. Never raises.
void keep_looking(lua_State *L);
/// Raises the limit's error; with a message of its own where it is not null.
int raise_limit(lua_State *L, dragoman_lua_status limit, const char *message);
/// Bytes that may still be asked for. Never raises.
static inline size_t memory_left(const dragoman_lua *host) {
  return host->memory < host->room ? host->room - host->memory : 0;
}
/// Raises the memory limit where a text of so many bytes cannot be made any more.
void require_memory(lua_State *L, size_t bytes, const char *what);
/// To be called where an error was caught: raises again where it came from a limit.
void rethrow_limit(lua_State *L, int status);
/// Writes the stack of a thread to the trace. Never raises.
void write_trace(dragoman_lua *host, lua_State *L, int level);
/// Numbers of what a state has from the beginning lie beyond this one.
static const uint64_t BUILT_IN = (uint64_t)1 << 40;
/// When the table, function or thread was made, counted from 1; 0 for what is no such object. Never raises.
uint64_t birth(lua_State *L, int index);

// values.c

/// Never raises; false where memory ends.
bool append(buffer *b, const void *bytes, size_t count);
void append_or_raise(lua_State *L, buffer *b, const void *bytes, size_t count);
void write_integer(lua_State *L, buffer *b, uint64_t number);
void write_value(lua_State *L, buffer *b, int index, bool describe);
/// Reads one value and pushes it; returns what follows it.
const uint8_t *push_value(lua_State *L, const uint8_t *at);
/// A list that stays a list when it is empty.
void mark_list(lua_State *L, int index);
/// Asks Scripting; the values from `first` to the top are the arguments. Pushes the results and returns how many.
int ask(lua_State *L, dragoman_lua_request request, uint32_t function, int first);

// elements.c

void open_elements(lua_State *L, dragoman_lua_bytes library);
static inline void push_element(lua_State *L, uint64_t element) { lua_pushlightuserdata(L, (void *)(uintptr_t)element); }
static inline uint64_t to_element(lua_State *L, int index) { return (uint64_t)(uintptr_t)lua_touserdata(L, index); }
static inline unsigned kind_of(uint64_t element) { return (unsigned)(element >> 60); }

// base.c, coroutines.c, strings.c, tables.c

void open_base(lua_State *L);
void open_coroutines(lua_State *L);
void open_strings(lua_State *L);
void open_tables(lua_State *L);
/// Pushes the value in words, as `tostring` gives it: no addresses.
const char *push_words(lua_State *L, int index, size_t *count);

// templates.c

int template_render(lua_State *L);

// show.c

/// Writes a value as a person reads it.
void show_value(lua_State *L, buffer *b, int index, bool in_lines);

// order.c

/// Pushes a list of the table's keys in the stated order; returns how many there are.
lua_Integer push_sorted_keys(lua_State *L, int table);
/// A key of a table that is text, where it lies.
typedef struct {
  const char *bytes;
  size_t count;
} text_key;
void sort_text_keys(text_key *keys, size_t count);
int ordered_pairs(lua_State *L);
int ordered_next(lua_State *L);

#endif
