/// The packing of RTF in Outlook's messages (MS-OXRTFCP).
enum OutlookRTF {
  /// What the dictionary holds before the first byte.
  private static let beginning = Array(
    ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans "
      + "SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u"
      + "\\tab\\tx").utf8)

  /// The RTF; nil where the bytes are not packed so. What was cut off ends early.
  static func unpacked(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count > 16 else { return nil }
    func word(_ at: Int) -> UInt32 { (0..<4).reduce(0) { $0 | UInt32(bytes[at + $1]) << (8 * UInt32($1)) } }
    switch word(8) {
    case 0x414C_454D: return Array(bytes[16...])
    case 0x7546_5A4C: break
    default: return nil
    }
    var dictionary = beginning + [UInt8](repeating: 0x20, count: 4096 - beginning.count)
    var place = beginning.count
    var made: [UInt8] = []
    var at = 16
    func write(_ byte: UInt8) {
      made.append(byte)
      dictionary[place] = byte
      place = (place + 1) & 4095
    }
    while at < bytes.count {
      let flags = bytes[at]
      at += 1
      for bit in 0..<8 where at < bytes.count {
        if flags >> UInt8(bit) & 1 == 0 {
          write(bytes[at])
          at += 1
          continue
        }
        guard at + 1 < bytes.count else { return made }
        let reference = Int(bytes[at]) << 8 | Int(bytes[at + 1])
        at += 2
        if reference >> 4 == place { return made }
        for step in 0..<(reference & 15) + 2 { write(dictionary[(reference >> 4 + step) & 4095]) }
      }
    }
    return made
  }
}
