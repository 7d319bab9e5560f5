// What Scripting sees of Lua: states, chunks, and values as flat bytes. No Lua type crosses this border, and every function here
// may be called from Swift: none raises, whatever the script does and wherever memory ends.

#ifndef DRAGOMAN_CLUA_H
#define DRAGOMAN_CLUA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One Lua state with its sandbox and its limits. Not shared by threads.
typedef struct dragoman_lua dragoman_lua;

/// What one state may use up.
typedef struct {
  /// Virtual instructions, and as many steps of library functions.
  int64_t instructions;
  /// Bytes.
  size_t memory;
  int64_t nanoseconds;
} dragoman_lua_limits;

/// Bytes that somebody else owns.
typedef struct {
  const uint8_t *_Nullable bytes;
  size_t count;
} dragoman_lua_bytes;

/// Where an element lies: the text of its document, and its half-open range of bytes.
typedef struct {
  const uint8_t *_Nullable text;
  size_t from;
  size_t to;
} dragoman_lua_span;

/// How values are written as bytes: a tag, then what it says; numbers in the machine's own order, 8 bytes each.
typedef enum {
  DRAGOMAN_LUA_NIL = 0,
  DRAGOMAN_LUA_FALSE,
  DRAGOMAN_LUA_TRUE,
  DRAGOMAN_LUA_INTEGER,
  DRAGOMAN_LUA_NUMBER,
  /// Count of bytes, bytes.
  DRAGOMAN_LUA_TEXT,
  /// Count of items, items.
  DRAGOMAN_LUA_LIST,
  /// Count of pairs; of each the key (count of bytes, bytes) and the value.
  DRAGOMAN_LUA_TABLE,
  /// A handle of `dragoman_lua_element`.
  DRAGOMAN_LUA_ELEMENT,
  /// A function, where a table is only described.
  DRAGOMAN_LUA_FUNCTION,
  /// `json.null`.
  DRAGOMAN_LUA_NULL,
} dragoman_lua_tag;

/// The highest four bits of an element's handle. The rest is the business of Scripting; 0 is `json.null`.
typedef enum {
  DRAGOMAN_LUA_KIND_NONE = 0,
  DRAGOMAN_LUA_KIND_DOCUMENT,
  DRAGOMAN_LUA_KIND_BLOCK,
  DRAGOMAN_LUA_KIND_SEGMENT,
  DRAGOMAN_LUA_KIND_TOKEN,
  DRAGOMAN_LUA_KIND_ANNOTATION,
  /// Has keys of its own instead of fields, as the next one.
  DRAGOMAN_LUA_KIND_FEATURES,
  DRAGOMAN_LUA_KIND_METADATA,
  /// All documents of a run: a list.
  DRAGOMAN_LUA_KIND_DOCUMENTS,
  /// From here on: no parts of documents, with names of their own.
  DRAGOMAN_LUA_KIND_SOURCE,
  /// Is called like a function.
  DRAGOMAN_LUA_KIND_EMIT,
  DRAGOMAN_LUA_KIND_OUT,
} dragoman_lua_kind;

/// What Lua asks of Scripting.
typedef enum {
  /// A function or method; arguments as they come.
  DRAGOMAN_LUA_CALL = 0,
  /// (element): the field `function` of it.
  DRAGOMAN_LUA_GET,
  /// (element, value)
  DRAGOMAN_LUA_SET,
  /// (element, key): a key that is no field of such an element.
  DRAGOMAN_LUA_GET_KEY,
  /// (element, key, value)
  DRAGOMAN_LUA_SET_KEY,
  /// (element): the element in words.
  DRAGOMAN_LUA_DESCRIBE,
  /// (element): its length.
  DRAGOMAN_LUA_LENGTH,
  /// (element): a table of its keys.
  DRAGOMAN_LUA_ENTRIES,
  /// (element, value): what the handler of an element returned, where that was not nil.
  DRAGOMAN_LUA_RETURNED,
  /// (name): the module's chunk as name for messages and bytecode.
  DRAGOMAN_LUA_MODULE,
  /// (text): a line that the script prints.
  DRAGOMAN_LUA_PRINT,
} dragoman_lua_request;

/// What a script has left when it asks for something.
typedef struct {
  /// Bytes.
  size_t memory;
  /// By the clock of `dragoman_lua_now`.
  int64_t deadline;
} dragoman_lua_account;

typedef struct {
  /// The number of values and the values, or the message of an error. Valid until the next call.
  dragoman_lua_bytes bytes;
  /// Bytes that Scripting keeps for the script from now on; below 0 where it let some go.
  int64_t held;
} dragoman_lua_reply;

/// Scripting's side. Neither function raises or calls back into the state.
typedef struct {
  /// Returns a `dragoman_lua_status`: DONE, FAILED for an error of the script, or the limit that the call would not keep.
  int32_t (*_Nonnull call)(
      void *_Nullable context, dragoman_lua_request request, uint32_t function, dragoman_lua_bytes arguments,
      dragoman_lua_account account, dragoman_lua_reply *_Nonnull reply);
  /// Returns 0, or another number where there is no such element.
  int32_t (*_Nonnull span)(void *_Nullable context, uint64_t element, dragoman_lua_span *_Nonnull span);
} dragoman_lua_callbacks;

/// How a call ended.
typedef enum {
  DRAGOMAN_LUA_DONE = 0,
  /// The script raised an error.
  DRAGOMAN_LUA_FAILED,
  /// The chunk is not Lua.
  DRAGOMAN_LUA_SYNTAX,
  DRAGOMAN_LUA_OUT_OF_INSTRUCTIONS,
  DRAGOMAN_LUA_OUT_OF_MEMORY,
  DRAGOMAN_LUA_OUT_OF_TIME,
  /// The script handed over more than it may.
  DRAGOMAN_LUA_OUT_OF_OUTPUT,
} dragoman_lua_status;

/// A handler that is called for an element.
typedef struct {
  uint64_t element;
  /// Which of the names that `dragoman_lua_visit` was given.
  uint32_t handler;
} dragoman_lua_visit;

/// Nanoseconds of a clock that only goes forwards.
int64_t dragoman_lua_now(void);

/// A new state; null where not even that fits into memory.
///
/// - library: the functions, fields and methods that Scripting offers, each as kind (0 function of a module, 1 field, 2 method,
///   3 what a text does when it is called with a document: `doc:text(from, to)`, 4 what an element does that is called),
///   span (1 `from`, 2 `to`, 3 `text`, 0 any other), mask of kinds of elements, owner, name; the number of each is its place.
/// - seed: of `math.random`.
dragoman_lua *_Nullable dragoman_lua_open(
    dragoman_lua_limits limits, dragoman_lua_callbacks callbacks, void *_Nullable context, dragoman_lua_bytes library,
    uint64_t seed);

/// A state that only compiles: without a library.
dragoman_lua *_Nullable dragoman_lua_open_compiler(dragoman_lua_limits limits);

/// Returns the bytes that Lua had and did not give back: always 0.
size_t dragoman_lua_close(dragoman_lua *_Nonnull lua);

/// Compiles a chunk; the output is its bytecode.
dragoman_lua_status dragoman_lua_compile(
    dragoman_lua *_Nonnull lua, const char *_Nonnull name, dragoman_lua_bytes source);

/// Loads bytecode that `dragoman_lua_compile` made, and runs it. Its first result stays in the state for the functions below.
dragoman_lua_status dragoman_lua_run(dragoman_lua *_Nonnull lua, dragoman_lua_bytes bytecode);

/// Sets a global variable to the value.
dragoman_lua_status dragoman_lua_set(
    dragoman_lua *_Nonnull lua, const char *_Nonnull name, dragoman_lua_bytes value);

/// Writes the chunk's result to the output. A function that stands where a value is wanted is an error, unless the result is only described.
dragoman_lua_status dragoman_lua_result(dragoman_lua *_Nonnull lua, bool describe);

/// Writes the chunk's results, as many as there were, in the words that `print` would use; for a prompt.
dragoman_lua_status dragoman_lua_words(dragoman_lua *_Nonnull lua);

/// Calls the function under `handler` in the table that the chunk returned, with arguments: their number and the values. Its first
/// result is written to the output.
dragoman_lua_status dragoman_lua_call(
    dragoman_lua *_Nonnull lua, const char *_Nonnull handler, dragoman_lua_bytes arguments);

/// Calls handlers of the table that the chunk returned, each with its element and the value; without handlers, the function that
/// the chunk returned.
dragoman_lua_status dragoman_lua_visit_all(
    dragoman_lua *_Nonnull lua, const char *_Nonnull const *_Nullable handlers, size_t handler_count,
    const dragoman_lua_visit *_Nullable visits, size_t count, dragoman_lua_bytes value);

/// Names of all globals and of what the tables among them hold, one a line, in order.
dragoman_lua_status dragoman_lua_names(dragoman_lua *_Nonnull lua);

/// What the last call wrote.
dragoman_lua_bytes dragoman_lua_output(const dragoman_lua *_Nonnull lua);

/// The message of the last failure, with its position before it where Lua gave it one.
dragoman_lua_bytes dragoman_lua_message(const dragoman_lua *_Nonnull lua);

/// The element that a handler had in hand when the last call failed; 0 where there was none.
uint64_t dragoman_lua_in_hand(const dragoman_lua *_Nonnull lua);

/// The functions that led to the last failure, innermost first, each on a line with its position at the beginning.
dragoman_lua_bytes dragoman_lua_trace(const dragoman_lua *_Nonnull lua);

/// What was used up so far.
int64_t dragoman_lua_instructions(const dragoman_lua *_Nonnull lua);
size_t dragoman_lua_memory(const dragoman_lua *_Nonnull lua);

/// Starts a new account of instructions and time, for the next line of a prompt.
void dragoman_lua_restart(dragoman_lua *_Nonnull lua);

#endif
