import Document
import TranslationMemory

/// All that a TMX file gives.
struct TMXReading {
  var header: TMXHeader?
  var units: [TranslationUnit] = []
  var warnings: [Problem] = []
}

func readTMX(_ bytes: [UInt8], file: String = "a.tmx") throws -> TMXReading {
  var reading = TMXReading()
  let pieces: Pieces = { body throws(Problem) in try body(bytes[...]) }
  try TMX.read(pieces, file: file) { event in
    switch event {
    case .header(let header): reading.header = header
    case .unit(let unit): reading.units.append(unit)
    case .warning(let problem): reading.warnings.append(problem)
    }
  }
  return reading
}

func readTMX(_ text: String) throws -> TMXReading { try readTMX(Array(text.utf8)) }

func written(_ reading: TMXReading) throws -> String {
  var text = ""
  let write: TMXWriter.Write = { text += $0 }
  let writer = TMXWriter()
  try writer.begin(reading.header ?? .standard, write)
  for unit in reading.units { try writer.unit(unit, write) }
  try writer.end(write)
  return text
}

/// Units without the lines on which they stood.
func content(_ units: [TranslationUnit]) -> [TranslationUnit] {
  units.map { unit in
    var unit = unit
    unit.line = 0
    return unit
  }
}

func tmx(_ body: String) -> String {
  "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\">\n<header srclang=\"ar\"/>\n<body>\n\(body)\n</body>\n</tmx>\n"
}
