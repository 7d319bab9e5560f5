#include "host.h"

#include <stdlib.h>
#include <time.h>

/// How many instructions pass between two looks at the account.
enum { HOOK_COUNT = 1000, LOOK_INTERVAL = 4000 };
/// Beyond this many collections that memory forced, a script only fights for memory.
enum { MOST_REFUSALS = 64 };
/// What the limit leaves for telling that it was met.
static const size_t HEADROOM = 1 << 20;

/// The coarse clock moves every few milliseconds, and is asked several times as fast.
int64_t dragoman_lua_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

// MARK: memory

/// Stands before each block that Lua asks for; keeps blocks aligned to 16 bytes.
typedef struct {
  uint64_t birth;
  uint64_t unused;
} header;

/// What a block takes beyond its bytes: its header, and about what `malloc` keeps beside it.
static const size_t BESIDE = sizeof(header) + 8;

/// Writes the stack to `refusal`, and leaves `trace` as it was. What unwinds after a refusal may be refused too, and has no stack.
static void trace_refusal(dragoman_lua *host) {
  buffer trace = host->trace;
  lua_State *traced = host->traced;
  host->trace = host->refusal;
  host->trace.count = 0;
  write_trace(host, host->running, 0);
  if (host->trace.count == 0) host->trace.count = host->refusal.count;
  host->refusal = host->trace;
  host->trace = trace;
  host->traced = traced;
}

static void note_refusal(dragoman_lua *host) {
  host->refusals++;
  if (host->running != NULL) trace_refusal(host);
  if (host->running == NULL || host->limit != DRAGOMAN_LUA_DONE) return;
  if (host->refusals > MOST_REFUSALS) host->limit = DRAGOMAN_LUA_OUT_OF_MEMORY;
  if (dragoman_lua_now() > host->deadline) host->limit = DRAGOMAN_LUA_OUT_OF_TIME;
  if (host->limit != DRAGOMAN_LUA_DONE) keep_looking(host->running);
}

/// The longer the strings that a script has in hand, the more one instruction can do.
static int hook_count(const dragoman_lua *host) {
  if (host->limit != DRAGOMAN_LUA_DONE) return 1;
  // Comparing a text or reading a number from it takes up to 3 nanoseconds a byte, and nothing can interrupt that.
  if (host->largest < 1 << 20) return HOOK_COUNT;
  if (host->largest < 4 << 20) return 8;
  return host->largest < 8 << 20 ? 4 : host->largest < 16 << 20 ? 2 : 1;
}

static void on_count(lua_State *L, lua_Debug *event);

void keep_looking(lua_State *L) {
  int count = hook_count(host_of(L));
  if (lua_gethookcount(L) != count) lua_sethook(L, on_count, LUA_MASKCOUNT, count);
}

/// Lua's allocator: counts, refuses what goes beyond the limit, and numbers the objects that have an identity.
static void *allocate(void *context, void *block, size_t old_size, size_t new_size) {
  dragoman_lua *host = context;
  header *old = block == NULL ? NULL : (header *)block - 1;
  size_t had = block == NULL ? 0 : old_size + BESIDE;
  if (new_size == 0) {
    host->memory -= had;
    free(old);
    return NULL;
  }
  size_t takes = new_size + BESIDE;
  if (takes > had) {
    size_t limit = host->room + (host->limit == DRAGOMAN_LUA_DONE ? 0 : HEADROOM);
    if (new_size > limit || takes > limit || host->memory - had > limit - takes) {
      note_refusal(host);
      return NULL;
    }
    if (new_size >= 4096) {
      host->used += (int64_t)(new_size / 64);
      if (new_size > host->largest) {
        host->largest = new_size;
        if (host->running != NULL) keep_looking(host->running);
      }
      if (new_size >= 1 << 20 && host->running != NULL && host->limit == DRAGOMAN_LUA_DONE && dragoman_lua_now() > host->deadline) {
        note_refusal(host);
        return NULL;
      }
    }
  }
  header *made = realloc(old, sizeof(header) + new_size);
  if (made == NULL) return takes <= had ? block : NULL;
  if (block == NULL)
    made->birth =
        old_size == LUA_TTABLE || old_size == LUA_TFUNCTION || old_size == LUA_TTHREAD ? ++host->births : 0;
  host->memory += takes - had;
  return made + 1;
}

uint64_t birth(lua_State *L, int index) {
  const char *object = lua_topointer(L, index);
  switch (lua_type(L, index)) {
    case LUA_TTHREAD: object -= LUA_EXTRASPACE; break;
    case LUA_TTABLE: break;
    case LUA_TFUNCTION:
      if (!lua_iscfunction(L, index)) break;
      if (lua_getupvalue(L, index, 1) != NULL) {
        lua_pop(L, 1);
        break;
      }
      return 0;
    default: return 0;
  }
  return ((const header *)object - 1)->birth;
}

void require_memory(lua_State *L, size_t bytes, const char *what) {
  dragoman_lua *host = host_of(L);
  if (bytes <= memory_left(host)) return;
  if (bytes <= host->room) lua_gc(L, LUA_GCCOLLECT);
  if (bytes <= memory_left(host)) return;
  raise_limit(
      L, DRAGOMAN_LUA_OUT_OF_MEMORY,
      lua_pushfstring(
          L, "%s would make a text of %I bytes, and a script has %I bytes of memory", what, (LUAI_UACINT)bytes,
          (LUAI_UACINT)host->limits.memory));
}

// MARK: limits

static void on_count(lua_State *L, lua_Debug *event) {
  (void)event;
  dragoman_lua *host = host_of(L);
  host->used += lua_gethookcount(L);
  keep_looking(L);
  look(L);
}

void look(lua_State *L) {
  dragoman_lua *host = host_of(L);
  if (host->limit != DRAGOMAN_LUA_DONE) raise_limit(L, host->limit, NULL);
  if (host->used >= host->limits.instructions) raise_limit(L, DRAGOMAN_LUA_OUT_OF_INSTRUCTIONS, NULL);
  if (dragoman_lua_now() > host->deadline) raise_limit(L, DRAGOMAN_LUA_OUT_OF_TIME, NULL);
  host->next_look = host->used + LOOK_INTERVAL;
  if (host->next_look > host->limits.instructions) host->next_look = host->limits.instructions;
}

int raise_limit(lua_State *L, dragoman_lua_status limit, const char *message) {
  dragoman_lua *host = host_of(L);
  if (host->limit == DRAGOMAN_LUA_DONE) host->limit = limit;
  if (host->message.count == 0) {
    if (message != NULL) append(&host->message, message, strlen(message));
    host->trace.count = 0;
    write_trace(host, L, 0);
  }
  lua_sethook(L, on_count, LUA_MASKCOUNT, 1);
  lua_pushliteral(L, "a limit of this script was met");
  return lua_error(L);
}

void rethrow_limit(lua_State *L, int status) {
  dragoman_lua *host = host_of(L);
  if (status == LUA_ERRMEM && host->limit == DRAGOMAN_LUA_DONE) host->limit = DRAGOMAN_LUA_OUT_OF_MEMORY;
  if (host->limit != DRAGOMAN_LUA_DONE) raise_limit(L, host->limit, NULL);
  host->traced = NULL;
  host->trace.count = 0;
}

// MARK: errors

enum { TRACE_HEAD = 12, TRACE_TAIL = 6, TRACE_DEPTH = 1 << 15 };

static void write_frame(dragoman_lua *host, lua_State *L, lua_Debug *frame) {
  lua_getinfo(L, "nSl", frame);
  if (frame->currentline < 0) return;
  char line[2 * LUA_IDSIZE + 200];
  int count;
  if (*frame->what == 'm')
    count = snprintf(line, sizeof line, "%s:%d: in the chunk\n", frame->short_src, frame->currentline);
  else if (frame->name != NULL)
    count = snprintf(
        line, sizeof line, "%s:%d: in %s '%.100s'\n", frame->short_src, frame->currentline,
        *frame->namewhat ? frame->namewhat : "function", frame->name);
  else
    count = snprintf(
        line, sizeof line, "%s:%d: in the function of line %d\n", frame->short_src, frame->currentline,
        frame->linedefined);
  append(&host->trace, line, (size_t)count);
}

void write_trace(dragoman_lua *host, lua_State *L, int level) {
  host->traced = L;
  lua_Debug frame;
  // To reach a frame, Lua walks over all above it: the end of a very deep stack is not looked for.
  int depth = level, bound = 256;
  while (bound < TRACE_DEPTH && lua_getstack(L, bound, &frame)) bound *= 2;
  bool is_deep = bound >= TRACE_DEPTH && lua_getstack(L, bound, &frame);
  if (is_deep) depth = bound;
  for (int low = level; low < bound && !is_deep;) {
    int middle = low + (bound - low) / 2;
    if (lua_getstack(L, middle, &frame)) low = middle + 1; else bound = middle;
    depth = low;
  }
  for (; lua_getstack(L, level, &frame); level++) {
    if (level == TRACE_HEAD && depth > TRACE_HEAD + TRACE_TAIL) {
      static const char left_out[] = "…\n";
      append(&host->trace, left_out, sizeof left_out - 1);
      level = depth - TRACE_TAIL;
      if (is_deep || !lua_getstack(L, level, &frame)) return;
    }
    write_frame(host, L, &frame);
  }
}

/// The message handler of every protected call from Swift: keeps the stack's trace, for it is gone afterwards.
static int on_error(lua_State *L) {
  dragoman_lua *host = host_of(L);
  if (host->traced != L) write_trace(host, L, 1);
  return 1;
}

static int error_words(lua_State *L) {
  size_t count;
  if (lua_istable(L, 1) && luaL_getmetafield(L, 1, "__tostring") == LUA_TNIL) {
    if (lua_getfield(L, 1, "message") != LUA_TSTRING) {
      show_value(L, &host_of(L)->message, 1, false);
      return 0;
    }
    lua_replace(L, 1);
  }
  const char *words = push_words(L, 1, &count);
  append_or_raise(L, &host_of(L)->message, words, count);
  return 0;
}

static dragoman_lua_status failure(dragoman_lua *host, int status) {
  lua_State *L = host->L;
  host->running = L;
  bool is_memory = status == LUA_ERRMEM;
  if (host->limit == DRAGOMAN_LUA_DONE && !is_memory) {
    host->message.count = 0;
    if (lua_type(L, -1) == LUA_TSTRING) {
      size_t count;
      const char *words = lua_tolstring(L, -1, &count);
      append(&host->message, words, count);
      static const char no_memory[] = "not enough memory";
      if (host->refusals > 0 && count == sizeof no_memory - 1 && memcmp(words, no_memory, count) == 0) is_memory = true;
    } else {
      lua_pushcfunction(L, error_words);
      lua_insert(L, -2);
      size_t written = host->message.count;
      int second = lua_pcall(L, 1, 0, 0);
      if (second != LUA_OK) host->message.count = written;
      if (second == LUA_ERRMEM) is_memory = true;
      if (second != LUA_OK && host->limit == DRAGOMAN_LUA_DONE) {
        static const char words[] = "an error whose message cannot be made";
        host->message.count = 0;
        append(&host->message, words, sizeof words - 1);
      }
    }
  }
  if ((is_memory || host->limit == DRAGOMAN_LUA_OUT_OF_MEMORY) && host->trace.count == 0)
    append(&host->trace, host->refusal.bytes, host->refusal.count);
  if (is_memory && host->limit == DRAGOMAN_LUA_DONE) {
    host->limit = DRAGOMAN_LUA_OUT_OF_MEMORY;
    host->message.count = 0;
  }
  return host->limit != DRAGOMAN_LUA_DONE ? host->limit : DRAGOMAN_LUA_FAILED;
}

// MARK: calls from Swift

/// Calls a C function in protection with a request and what `dragoman_lua_run` left on the stack. Where it succeeds and `keep`
/// is true, its results take the place of that.
static dragoman_lua_status protected(dragoman_lua *host, lua_CFunction function, void *request, bool keep) {
  lua_State *L = host->L;
  host->running = L;
  host->output.count = host->trace.count = 0;
  if (host->limit == DRAGOMAN_LUA_DONE) host->message.count = 0;
  host->traced = NULL;
  host->in_hand = 0;
  int kept = lua_gettop(L);
  if (!lua_checkstack(L, kept + LUA_MINSTACK)) return host->limit = DRAGOMAN_LUA_OUT_OF_MEMORY;
  lua_pushcfunction(L, on_error);
  lua_pushcfunction(L, function);
  lua_pushlightuserdata(L, request);
  for (int i = 1; i <= kept; i++) lua_pushvalue(L, i);
  int status = lua_pcall(L, 1 + kept, keep ? LUA_MULTRET : 0, kept + 1);
  if (status != LUA_OK) {
    dragoman_lua_status result = failure(host, status);
    lua_settop(L, kept);
    return result;
  }
  if (keep) {
    for (int i = 0; i <= kept; i++) lua_remove(L, 1);
  } else {
    lua_settop(L, kept);
  }
  return DRAGOMAN_LUA_DONE;
}

static int open_library(lua_State *L) {
  const dragoman_lua_bytes *library = lua_touserdata(L, 1);
  host_of(L)->births = BUILT_IN;
  lua_gc(L, LUA_GCSTOP);
  open_base(L);
  open_coroutines(L);
  open_strings(L);
  open_tables(L);
  open_elements(L, *library);
  lua_gc(L, LUA_GCRESTART);
  host_of(L)->births = 0;
  return 0;
}

static void close_host(dragoman_lua *host) {
  free(host->arguments.bytes);
  free(host->output.bytes);
  free(host->message.bytes);
  free(host->trace.bytes);
  free(host->refusal.bytes);
  free(host);
}

void dragoman_lua_restart(dragoman_lua *host) {
  host->used = 0;
  host->refusals = 0;
  host->limit = DRAGOMAN_LUA_DONE;
  host->message.count = 0;
  host->deadline = dragoman_lua_now() + host->limits.nanoseconds;
  host->next_look = LOOK_INTERVAL < host->limits.instructions ? LOOK_INTERVAL : host->limits.instructions;
  lua_sethook(host->L, on_count, LUA_MASKCOUNT, hook_count(host));
}

dragoman_lua *dragoman_lua_open_compiler(dragoman_lua_limits limits) {
  dragoman_lua *host = calloc(1, sizeof *host);
  if (host == NULL) return NULL;
  host->limits = limits;
  if (host->limits.memory > PTRDIFF_MAX) host->limits.memory = PTRDIFF_MAX;
  // The process grows by more than what blocks take: pages that are used in part, and what is kept to tell of an error.
  host->room = host->limits.memory - host->limits.memory / 16;
  host->L = lua_newstate(allocate, host);
  if (host->L == NULL) {
    close_host(host);
    return NULL;
  }
  *(dragoman_lua **)lua_getextraspace(host->L) = host;
  dragoman_lua_restart(host);
  return host;
}

dragoman_lua *dragoman_lua_open(
    dragoman_lua_limits limits, dragoman_lua_callbacks callbacks, void *context, dragoman_lua_bytes library,
    uint64_t seed) {
  dragoman_lua *host = dragoman_lua_open_compiler(limits);
  if (host == NULL) return NULL;
  host->callbacks = callbacks;
  host->context = context;
  host->seed = seed;
  if (protected(host, open_library, &library, false) == DRAGOMAN_LUA_DONE) return host;
  dragoman_lua_close(host);
  return NULL;
}

size_t dragoman_lua_close(dragoman_lua *host) {
  host->running = NULL;
  lua_close(host->L);
  size_t left = host->memory - (size_t)host->held;
  close_host(host);
  return left;
}

typedef struct {
  const char *name;
  dragoman_lua_bytes bytes;
  bool describe;
  bool is_syntax;
} request;

static int write_bytecode(lua_State *L, const void *bytes, size_t count, void *b) {
  (void)L;
  return append(b, bytes, count) ? 0 : 1;
}

static int compile(lua_State *L) {
  request *r = lua_touserdata(L, 1);
  int status = luaL_loadbufferx(L, (const char *)r->bytes.bytes, r->bytes.count, r->name, "t");
  r->is_syntax = status == LUA_ERRSYNTAX;
  if (status != LUA_OK) {
    rethrow_limit(L, status);
    return lua_error(L);
  }
  if (lua_dump(L, write_bytecode, &host_of(L)->output, 0) != 0) return luaL_error(L, "not enough memory");
  return 0;
}

dragoman_lua_status dragoman_lua_compile(dragoman_lua *host, const char *name, dragoman_lua_bytes source) {
  request r = {.name = name, .bytes = source};
  lua_settop(host->L, 0);
  dragoman_lua_status status = protected(host, compile, &r, false);
  return status == DRAGOMAN_LUA_FAILED && r.is_syntax ? DRAGOMAN_LUA_SYNTAX : status;
}

static int run(lua_State *L) {
  request *r = lua_touserdata(L, 1);
  lua_settop(L, 0);
  if (luaL_loadbufferx(L, (const char *)r->bytes.bytes, r->bytes.count, "=bytecode", "b") != LUA_OK)
    return lua_error(L);
  lua_call(L, 0, LUA_MULTRET);
  return lua_gettop(L);
}

dragoman_lua_status dragoman_lua_run(dragoman_lua *host, dragoman_lua_bytes bytecode) {
  request r = {.bytes = bytecode};
  lua_settop(host->L, 0);
  return protected(host, run, &r, true);
}

static int set(lua_State *L) {
  request *r = lua_touserdata(L, 1);
  push_value(L, r->bytes.bytes);
  lua_setglobal(L, r->name);
  return 0;
}

dragoman_lua_status dragoman_lua_set(dragoman_lua *host, const char *name, dragoman_lua_bytes value) {
  request r = {.name = name, .bytes = value};
  return protected(host, set, &r, false);
}

static int result(lua_State *L) {
  request *r = lua_touserdata(L, 1);
  lua_settop(L, 2);
  write_value(L, &host_of(L)->output, 2, r->describe);
  return 0;
}

dragoman_lua_status dragoman_lua_result(dragoman_lua *host, bool describe) {
  request r = {.describe = describe};
  return protected(host, result, &r, false);
}

static int words(lua_State *L) {
  buffer *output = &host_of(L)->output;
  int count = lua_gettop(L);
  for (int i = 2; i <= count; i++) {
    if (i > 2) append_or_raise(L, output, "\t", 1);
    if (lua_type(L, i) != LUA_TSTRING) {
      show_value(L, output, i, true);
      continue;
    }
    size_t length;
    const char *text = lua_tolstring(L, i, &length);
    append_or_raise(L, output, text, length);
  }
  return 0;
}

dragoman_lua_status dragoman_lua_words(dragoman_lua *host) { return protected(host, words, NULL, false); }

static int call(lua_State *L) {
  request *r = lua_touserdata(L, 1);
  lua_settop(L, 2);
  lua_getfield(L, 2, r->name);
  const uint8_t *at = r->bytes.bytes;
  uint64_t count;
  memcpy(&count, at, sizeof count);
  at += sizeof count;
  luaL_checkstack(L, (int)count + LUA_MINSTACK, NULL);
  for (uint64_t i = 0; i < count; i++) at = push_value(L, at);
  lua_call(L, (int)count, 1);
  write_value(L, &host_of(L)->output, -1, false);
  return 0;
}

dragoman_lua_status dragoman_lua_call(dragoman_lua *host, const char *handler, dragoman_lua_bytes arguments) {
  request r = {.name = handler, .bytes = arguments};
  return protected(host, call, &r, false);
}

typedef struct {
  const char *const *handlers;
  size_t handler_count;
  const dragoman_lua_visit *visits;
  size_t count;
  dragoman_lua_bytes value;
} visiting;

/// Whether no handler before has removed the element.
static bool exists(dragoman_lua *host, uint64_t element) {
  dragoman_lua_span span;
  return host->callbacks.span(host->context, element, &span) == 0;
}

static int visit_all(lua_State *L) {
  dragoman_lua *host = host_of(L);
  visiting *v = lua_touserdata(L, 1);
  lua_settop(L, 2);
  luaL_checkstack(L, (int)v->handler_count + LUA_MINSTACK, NULL);
  push_value(L, v->value.bytes);
  for (size_t i = 0; i < v->handler_count; i++) lua_getfield(L, 2, v->handlers[i]);
  if (v->handler_count == 0) lua_pushvalue(L, 2);
  int top = lua_gettop(L);
  for (size_t i = 0; i < v->count; i++) {
    charge(L, 4);
    if (kind_of(v->visits[i].element) == DRAGOMAN_LUA_KIND_ANNOTATION && !exists(host, v->visits[i].element)) continue;
    lua_pushvalue(L, 4 + (int)v->visits[i].handler);
    host->in_hand = v->visits[i].element;
    host->handler = 4 + (int)v->visits[i].handler;
    push_element(L, host->in_hand);
    lua_pushvalue(L, 3);
    lua_call(L, 2, 1);
    if (!lua_isnil(L, -1)) {
      push_element(L, v->visits[i].element);
      lua_insert(L, top + 1);
      ask(L, DRAGOMAN_LUA_RETURNED, 0, top + 1);
    }
    lua_settop(L, top);
  }
  host->in_hand = 0;
  return 0;
}

dragoman_lua_status dragoman_lua_visit_all(
    dragoman_lua *host, const char *const *handlers, size_t handler_count, const dragoman_lua_visit *visits,
    size_t count, dragoman_lua_bytes value) {
  visiting v = {handlers, handler_count, visits, count, value};
  return protected(host, visit_all, &v, false);
}

static void write_names(lua_State *L, int table, const char *prefix) {
  lua_Integer count = push_sorted_keys(L, table);
  int keys = lua_gettop(L);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, keys, i);
    lua_pushvalue(L, -1);
    lua_rawget(L, table);
    if (lua_type(L, -2) == LUA_TSTRING) {
      const char *name = lua_pushfstring(L, "%s%s", prefix, lua_tostring(L, -2));
      append_or_raise(L, &host_of(L)->output, lua_pushfstring(L, "%s\n", name), strlen(name) + 1);
      if (*prefix == 0 && lua_istable(L, -3) && strcmp(name, "_G") != 0)
        write_names(L, lua_gettop(L) - 2, lua_pushfstring(L, "%s.", name));
    }
    lua_settop(L, keys);
  }
  lua_pop(L, 1);
}

static int names(lua_State *L) {
  lua_pushglobaltable(L);
  write_names(L, lua_gettop(L), "");
  return 0;
}

dragoman_lua_status dragoman_lua_names(dragoman_lua *host) { return protected(host, names, NULL, false); }

static dragoman_lua_bytes bytes_of(const buffer *b) { return (dragoman_lua_bytes){b->bytes, b->count}; }

dragoman_lua_bytes dragoman_lua_output(const dragoman_lua *host) { return bytes_of(&host->output); }
dragoman_lua_bytes dragoman_lua_message(const dragoman_lua *host) { return bytes_of(&host->message); }
dragoman_lua_bytes dragoman_lua_trace(const dragoman_lua *host) { return bytes_of(&host->trace); }
uint64_t dragoman_lua_in_hand(const dragoman_lua *host) { return host->in_hand; }
int64_t dragoman_lua_instructions(const dragoman_lua *host) { return host->used; }
size_t dragoman_lua_memory(const dragoman_lua *host) { return host->memory; }
