import CZlib

/// Unpacks gzip (RFC 1952) piece by piece, in memory that does not grow with the data. Members that follow one another are one
/// stream, as `gzip` reads them; zeros at the end are passed over.
@safe public struct GzipStream: ~Copyable {
  private enum State {
    /// Before the first byte.
    case start
    case inside
    /// A member is whole; another may follow.
    case between
    case over(GzipFault)
  }

  private let stream: UnsafeMutablePointer<z_stream>
  private let isReady: Bool
  private var state = State.start
  private var buffer = [UInt8](repeating: 0, count: 1 << 17)

  public init() {
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    isReady = unsafe czlib_inflate_gzip(stream) == Z_OK
    if !isReady { state = .over(.memory) }
  }

  deinit {
    if isReady { _ = unsafe inflateEnd(stream) }
    unsafe stream.deallocate()
  }

  /// Whether bytes begin as gzip does; its one method of packing is looked at as well.
  public static func isGzip(_ start: ArraySlice<UInt8>) -> Bool { start.starts(with: [0x1F, 0x8B, 0x08]) }

  /// Unpacks all of what is in memory.
  ///
  /// - Parameter limit: in bytes; what is beyond is a fault.
  public static func unpacked(_ bytes: [UInt8], limit: Int) throws(GzipFault) -> [UInt8] {
    var stream = GzipStream()
    var unpacked: [UInt8] = []
    unpacked.reserveCapacity(min(limit, 4 * bytes.count))
    try stream.unpack(bytes[...]) { piece throws(GzipFault) in
      guard unpacked.count + piece.count <= limit else { throw .tooLarge }
      unpacked += piece
    }
    if let fault = stream.finish() { throw fault }
    return unpacked
  }

  /// Unpacks the next piece and hands on what it gives. After a fault, which ``finish()`` tells, nothing more is looked at.
  public mutating func unpack<Failure>(
    _ packed: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var rest = packed
    while let first = rest.first {
      switch state {
      case .over: return
      case .start, .inside: break
      case .between:
        if first == 0 {
          rest = rest.dropFirst()
          continue
        }
        guard first == 0x1F, unsafe inflateReset(stream) == Z_OK else {
          state = .over(.trailing)
          return
        }
      }
      state = .inside
      let piece = rest.prefix(1 << 20)
      let (result, produced, consumed) = step(piece)
      rest = rest.dropFirst(consumed)
      if produced > 0 { try body(buffer[..<produced]) }
      switch result {
      case Z_STREAM_END: state = .between
      case Z_OK where produced > 0 || consumed > 0, Z_BUF_ERROR where produced > 0 || consumed > 0: break
      case Z_MEM_ERROR: state = .over(.memory)
      default: state = .over(.damaged)
      }
    }
    // What zlib still holds back: the buffer was full when the piece was used up.
    while case .inside = state {
      let (result, produced, _) = step([])
      if produced > 0 { try body(buffer[..<produced]) }
      if result == Z_STREAM_END { state = .between }
      if result == Z_DATA_ERROR { state = .over(.damaged) }
      if produced == 0 { break }
    }
  }

  /// What was wrong, when all pieces have been handed over; nil where the data were whole.
  public func finish() -> GzipFault? {
    switch state {
    case .between: nil
    case .start, .inside: .truncated
    case .over(let fault): fault
    }
  }

  private mutating func step(_ input: ArraySlice<UInt8>) -> (result: Int32, produced: Int, consumed: Int) {
    let stream = unsafe stream
    return unsafe input.withUnsafeBufferPointer { input in
      unsafe buffer.withUnsafeMutableBufferPointer { output in
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(input.count)
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(output.count)
        let result = unsafe inflate(stream, Z_NO_FLUSH)
        return unsafe (
          result, output.count - Int(stream.pointee.avail_out), input.count - Int(stream.pointee.avail_in)
        )
      }
    }
  }
}

/// Why gzip could not be unpacked to its end.
public enum GzipFault: Error, Hashable, Sendable {
  case truncated, damaged
  /// Something that is no gzip stands behind the data.
  case trailing
  case memory, tooLarge
}
