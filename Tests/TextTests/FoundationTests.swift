import Foundation
import Testing
import Text

/// Foundation carries an ICU of its own; a module that imports it and Text must compile.
@Test func textAndFoundationGoTogether() {
  #expect(URL(filePath: "/").path.folded() == "/")
}
