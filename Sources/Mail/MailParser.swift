import CGMime

/// Mail as MIME has it, by GMime. GLib ends the process when memory runs out: what is handed to it is bounded before, by
/// ``MailBounds``.
public enum Mail {
  /// Parts lie at most so deep in one another, and a message has at most so many of them.
  public static let deepest = 32
  public static let mostParts = 2_000

  /// GMime is made ready once, before threads use it side by side.
  private static let isReady: Bool = {
    cgmime_keep_silent()
    g_mime_init()
    return true
  }()

  /// Takes a message apart.
  ///
  /// - Parameter bytes: within the bounds of ``MailBounds``, which are held here once more.
  /// - Returns: nil where there is no message.
  public static func message(_ bytes: [UInt8]) -> MailMessage? {
    precondition(isReady, "GMime is made ready first")
    var bytes = bytes
    MailBounds.hold(&bytes)
    guard !bytes.isEmpty else { return nil }
    let stream = unsafe bytes.withUnsafeBytes { buffer in
      unsafe g_mime_stream_mem_new_with_buffer(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    guard let source = unsafe GObject(stream),
      let parser = unsafe GObject(g_mime_parser_new_with_stream(source.pointer)),
      let message = unsafe GObject(g_mime_parser_construct_message(parser.pointer, nil))
    else { return nil }
    var walk = MailWalk()
    return unsafe walk.message(message.pointer, path: "", depth: 0)
  }

  /// A header's text with its encoded words decoded (RFC 2047).
  public static func decoded(_ text: String) -> String {
    precondition(isReady, "GMime is made ready first")
    guard text.contains("=?"), let decoded = unsafe g_mime_utils_header_decode_text(nil, text) else { return text }
    defer { unsafe g_free(decoded) }
    return unsafe String(cString: decoded)
  }

  /// The addresses of a header such as From, those of groups among them; at most 1,000.
  public static func addresses(_ text: String) -> [MailAddress] {
    precondition(isReady, "GMime is made ready first")
    guard let list = unsafe GObject(internet_address_list_parse(nil, text)) else { return [] }
    var found: [MailAddress] = []
    unsafe add(list.pointer, to: &found, depth: 0)
    return found
  }

  private static func add(_ list: OpaquePointer, to found: inout [MailAddress], depth: Int) {
    for at in 0..<(unsafe internet_address_list_length(list)) where found.count < 1_000 {
      guard let address = unsafe internet_address_list_get_address(list, at) else { continue }
      if unsafe isKind(address, internet_address_group_get_type()) {
        guard depth < 4, let members = unsafe internet_address_group_get_members(address) else { continue }
        unsafe add(members, to: &found, depth: depth + 1)
      } else {
        let isMailbox = unsafe isKind(address, internet_address_mailbox_get_type())
        found.append(
          MailAddress(
            name: unsafe string(internet_address_get_name(address)) ?? "",
            address: isMailbox ? unsafe string(internet_address_mailbox_get_addr(address)) ?? "" : ""))
      }
    }
  }

  static func isKind(_ object: OpaquePointer, _ type: UInt) -> Bool {
    unsafe g_type_check_instance_is_a(object, type) != 0
  }

  static func string(_ text: UnsafePointer<CChar>?) -> String? { unsafe text.map { unsafe String(cString: $0) } }
}

/// The one owner of an object of GLib.
@safe private struct GObject: ~Copyable {
  let pointer: OpaquePointer

  init?(_ pointer: OpaquePointer?) {
    guard let pointer = unsafe pointer else { return nil }
    unsafe self.pointer = unsafe pointer
  }

  deinit { unsafe g_object_unref(UnsafeMutableRawPointer(pointer)) }
}

/// Makes values of GMime's objects.
private struct MailWalk {
  private var parts = 0

  mutating func message(_ message: OpaquePointer, path: String, depth: Int) -> MailMessage {
    let body = unsafe g_mime_message_get_mime_part(message).map { part in
      unsafe self.part(part, path: path, at: 1, depth: depth + 1, isBody: true)
    }
    return MailMessage(headers: unsafe headers(message), body: body)
  }

  private func headers(_ message: OpaquePointer) -> [MailHeader] {
    guard let list = unsafe g_mime_object_get_header_list(message) else { return [] }
    return (0..<(unsafe g_mime_header_list_get_count(list))).compactMap { at in
      guard let header = unsafe g_mime_header_list_get_header_at(list, at),
        let name = unsafe Mail.string(g_mime_header_get_name(header)),
        let raw = unsafe g_mime_header_get_raw_value(header)
      else { return nil }
      var value: [UInt8] = []
      var next = unsafe raw
      while unsafe next.pointee != 0 {
        let byte = unsafe UInt8(bitPattern: next.pointee)
        unsafe next += 1
        if byte == 0x0A || byte == 0x0D { continue }
        if byte <= 0x20, value.isEmpty { continue }
        value.append(byte == 0x09 ? 0x20 : byte)
      }
      while let last = value.last, last <= 0x20 { value.removeLast() }
      return MailHeader(name, value)
    }
  }

  private mutating func part(
    _ object: OpaquePointer, path parent: String, at position: Int, depth: Int, isBody: Bool = false
  ) -> MailPart {
    parts += 1
    let path = parent.isEmpty ? "\(position)" : parent + ".\(position)"
    let type = unsafe g_mime_object_get_content_type(object)
    func parameter(_ name: String) -> String? {
      unsafe type.flatMap { unsafe Mail.string(g_mime_content_type_get_parameter($0, name)) }
    }
    let media = unsafe type.flatMap { unsafe Mail.string(g_mime_content_type_get_media_type($0)) } ?? "text"
    let subtype = unsafe type.flatMap { unsafe Mail.string(g_mime_content_type_get_media_subtype($0)) } ?? "plain"
    let isPart = unsafe Mail.isKind(object, g_mime_part_get_type())
    return MailPart(
      path: path, mediaType: (media + "/" + subtype).lowercased(), charset: parameter("charset"),
      isFlowed: parameter("format")?.lowercased() == "flowed", deletesBlanks: parameter("delsp")?.lowercased() == "yes",
      fileName: isPart ? unsafe Mail.string(g_mime_part_get_filename(object)) : parameter("name"),
      disposition: unsafe Mail.string(g_mime_object_get_disposition(object))?.lowercased(),
      contentID: unsafe Mail.string(g_mime_object_get_content_id(object)),
      // The parts of a body are 1, 2, 3, as in IMAP, not 1.1.
      content: unsafe content(object, path, inside: isBody ? parent : path, depth))
  }

  private mutating func content(_ object: OpaquePointer, _ path: String, inside prefix: String, _ depth: Int)
    -> MailPart.Content
  {
    if unsafe Mail.isKind(object, g_mime_multipart_get_type()) {
      guard depth < Mail.deepest else { return .leftOut }
      var found: [MailPart] = []
      for at in 0..<Int(unsafe g_mime_multipart_get_count(object)) {
        guard parts < Mail.mostParts else { return .parts(found + [MailWalk.rest(prefix, at + 1)]) }
        guard let part = unsafe g_mime_multipart_get_part(object, Int32(at)) else { continue }
        found.append(unsafe self.part(part, path: prefix, at: at + 1, depth: depth + 1))
      }
      return .parts(found)
    }
    if unsafe Mail.isKind(object, g_mime_message_part_get_type()) {
      guard depth < Mail.deepest else { return .leftOut }
      guard let message = unsafe g_mime_message_part_get_message(object) else { return .bytes([]) }
      return .message(unsafe self.message(message, path: path, depth: depth + 1))
    }
    guard unsafe Mail.isKind(object, g_mime_part_get_type()), let wrapper = unsafe g_mime_part_get_content(object),
      let target = unsafe GObject(g_mime_stream_mem_new())
    else { return .bytes([]) }
    _ = unsafe g_mime_data_wrapper_write_to_stream(wrapper, target.pointer)
    guard let array = unsafe g_mime_stream_mem_get_byte_array(target.pointer), let data = unsafe array.pointee.data
    else {
      return .bytes([])
    }
    return .bytes(unsafe Array(UnsafeBufferPointer(start: data, count: Int(array.pointee.len))))
  }

  /// Stands for the parts that are more than there may be.
  private static func rest(_ path: String, _ position: Int) -> MailPart {
    MailPart(
      path: path.isEmpty ? "\(position)" : path + ".\(position)", mediaType: "multipart/mixed", charset: nil,
      isFlowed: false, deletesBlanks: false, fileName: nil, disposition: nil, contentID: nil, content: .leftOut)
  }
}
