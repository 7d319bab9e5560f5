import CLua
import Document
import Glibc

/// Why a call into Lua ended without a result.
struct LuaFailure: Error {
  var status: dragoman_lua_status
  var message: String
  var trace: String
  /// The element that a handler had in hand, in words.
  var inHand: String?
}

/// Owns one Lua state. Nothing else holds a pointer of Lua's.
@safe final class LuaState {
  private let lua: OpaquePointer
  /// What the state's requests go to.
  private let host: LuaHost?

  /// A state that only compiles.
  static func compiler(_ limits: LuaLimits) -> LuaState? {
    guard let lua = unsafe dragoman_lua_open_compiler(limits.c) else { return nil }
    return unsafe LuaState(lua, nil)
  }

  /// A state with the library, whose requests go to the host.
  ///
  /// - Parameter library: the functions, fields and methods that it has.
  static func runner(
    _ limits: LuaLimits, host: LuaHost, seed: UInt64, library: [UInt8] = LuaLibrary.encoded
  ) -> LuaState? {
    let callbacks = unsafe dragoman_lua_callbacks(
      call: { context, request, function, arguments, account, reply in
        guard let context = unsafe context else { return 1 }
        let host = unsafe Unmanaged<LuaHost>.fromOpaque(context).takeUnretainedValue()
        return unsafe host.answer(request, Int(function), arguments, account, reply)
      },
      span: { context, element, span in
        guard let context = unsafe context else { return 1 }
        let host = unsafe Unmanaged<LuaHost>.fromOpaque(context).takeUnretainedValue()
        return unsafe host.answerSpan(LuaElement(bits: element), span)
      })
    let context = unsafe Unmanaged.passUnretained(host).toOpaque()
    let opened = unsafe library.withUnsafeBufferPointer { library in
      unsafe dragoman_lua_open(
        limits.c, callbacks, context, dragoman_lua_bytes(bytes: library.baseAddress, count: library.count), seed)
    }
    guard let lua = unsafe opened else { return nil }
    return unsafe LuaState(lua, host)
  }

  private init(_ lua: OpaquePointer, _ host: LuaHost?) {
    unsafe self.lua = lua
    self.host = host
  }

  deinit {
    let left = unsafe dragoman_lua_close(lua)
    assert(left == 0, "Lua gives back every byte")
  }

  /// Compiles a chunk to bytecode.
  func compile(_ source: String, name: String) -> Result<[UInt8], LuaFailure> {
    var source = source
    let status = source.withUTF8 { bytes in
      unsafe dragoman_lua_compile(lua, "=" + name, dragoman_lua_bytes(bytes: bytes.baseAddress, count: bytes.count))
    }
    return result(status) { $0 }
  }

  /// Runs bytecode that ``compile(_:name:)`` made; what it returns stays in the state.
  func run(_ bytecode: [UInt8]) -> LuaFailure? {
    unsafe failure(bytecode.withUnsafeBufferPointer { unsafe dragoman_lua_run(lua, LuaState.bytes($0)) })
  }

  func set(_ name: String, _ value: LuaValue) -> LuaFailure? {
    var writer = LuaWriter()
    writer.write(value)
    return unsafe failure(
      writer.bytes.withUnsafeBufferPointer { unsafe dragoman_lua_set(lua, name, LuaState.bytes($0)) })
  }

  /// What the chunk returned.
  ///
  /// - Parameter describe: whether functions in it are taken as ``LuaValue/function``.
  func result(describe: Bool) -> Result<LuaValue, LuaFailure> {
    unsafe result(dragoman_lua_result(lua, describe)) { LuaState.decoded($0) }
  }

  /// What the chunk returned, in the words of `print`.
  func words() -> Result<String, LuaFailure> {
    unsafe result(dragoman_lua_words(lua)) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls the function that stands under a name in the table that the chunk returned.
  func call(_ handler: String, _ arguments: [LuaValue]) -> Result<LuaValue, LuaFailure> {
    var writer = LuaWriter()
    writer.write(UInt64(arguments.count))
    for argument in arguments { writer.write(argument) }
    let status = unsafe writer.bytes.withUnsafeBufferPointer { bytes in
      unsafe dragoman_lua_call(lua, handler, LuaState.bytes(bytes))
    }
    return result(status) { LuaState.decoded($0) }
  }

  /// Calls handlers of the table that the chunk returned, each with its element.
  func visit(_ handlers: [String], _ visits: [dragoman_lua_visit], _ value: LuaValue) -> LuaFailure? {
    var writer = LuaWriter()
    writer.write(value)
    let names = unsafe handlers.map { unsafe strdup($0) }
    defer { unsafe names.withUnsafeBufferPointer { all in for at in 0..<all.count { unsafe free(all[at]) } } }
    let pointers = unsafe names.map { unsafe UnsafePointer<CChar>($0) }
    let status = unsafe pointers.withUnsafeBufferPointer { handlers in
      unsafe handlers.withMemoryRebound(to: UnsafePointer<CChar>.self) { handlers in
        unsafe visits.withUnsafeBufferPointer { visits in
          unsafe writer.bytes.withUnsafeBufferPointer { bytes in
            unsafe dragoman_lua_visit_all(
              lua, handlers.baseAddress, handlers.count, visits.baseAddress, visits.count, LuaState.bytes(bytes))
          }
        }
      }
    }
    return failure(status)
  }

  /// The names that a prompt completes.
  func names() -> [String] {
    guard unsafe dragoman_lua_names(lua) == DRAGOMAN_LUA_DONE else { return [] }
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Starts a new account of instructions and time.
  func restart() { unsafe dragoman_lua_restart(lua) }

  var instructions: Int { Int(unsafe dragoman_lua_instructions(lua)) }
  var memory: Int { unsafe dragoman_lua_memory(lua) }

  private static func bytes(_ buffer: UnsafeBufferPointer<UInt8>) -> dragoman_lua_bytes {
    unsafe dragoman_lua_bytes(bytes: buffer.baseAddress, count: buffer.count)
  }

  private static func decoded(_ bytes: [UInt8]) -> LuaValue {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      var reader = unsafe LuaReader(LuaState.bytes(buffer))
      return buffer.isEmpty ? .none : reader.value()
    }
  }

  private var output: [UInt8] { unsafe LuaState.copy(dragoman_lua_output(lua)) }

  private static func copy(_ bytes: dragoman_lua_bytes) -> [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: bytes.bytes, count: bytes.count))
  }

  private func failure(_ status: dragoman_lua_status) -> LuaFailure? {
    guard status != DRAGOMAN_LUA_DONE else { return nil }
    let message = unsafe LuaState.copy(dragoman_lua_message(lua))
    let trace = unsafe LuaState.copy(dragoman_lua_trace(lua))
    let element = LuaElement(bits: unsafe dragoman_lua_in_hand(lua))
    return LuaFailure(
      status: status, message: String(decoding: message, as: UTF8.self), trace: String(decoding: trace, as: UTF8.self),
      inHand: host?.inHand(element))
  }

  private func result<T>(_ status: dragoman_lua_status, _ make: ([UInt8]) -> T) -> Result<T, LuaFailure> {
    if let failure = failure(status) { return .failure(failure) }
    return .success(make(output))
  }
}

extension LuaLimits {
  fileprivate var c: dragoman_lua_limits {
    // A century is as good as for ever, and fits.
    let seconds = min(time.components.seconds, 3_000_000_000)
    let nanoseconds = seconds * 1_000_000_000 + time.components.attoseconds / 1_000_000_000
    return dragoman_lua_limits(instructions: Int64(instructions), memory: memory, nanoseconds: nanoseconds)
  }
}
