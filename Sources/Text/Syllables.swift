/// The sounds of one Arabic word, with the vowels that are not written guessed.
struct Syllables {
  private enum Sound {
    case consonant(String)
    case vowel(String)

    var isVowel: Bool {
      if case .vowel = self { return true }
      return false
    }
  }

  private var sounds: [Sound] = []
  /// Whether an alef that only carries the vowel after it began the word.
  private var beganWithAlef = false

  init(_ word: String) {
    let letters = Array(word.folded([.tatweel, .invisible]).unicodeScalars)
    var index = 0
    while index < letters.count {
      let next = index + 1 < letters.count ? letters[index + 1] : nil
      if letters[index] == "ت" && next == "ش" {
        sounds.append(.consonant("ch"))
        index += 1
      } else {
        read(letters[index], next: next)
      }
      index += 1
    }
  }

  var romanised: String {
    var output = ""
    var index = 0
    while index < sounds.count {
      if case .vowel(let vowel) = sounds[index] {
        output += vowel
        index += 1
        continue
      }
      var run: [String] = []
      while index < sounds.count, case .consonant(let letters) = sounds[index] {
        run.append(letters)
        index += 1
      }
      output += joined(run, before: output, isLast: index == sounds.count)
    }
    return output
  }

  /// A run of consonants with vowels between them.
  private func joined(_ run: [String], before: String, isLast: Bool) -> String {
    if before.isEmpty {
      // Mahmud, Karim: a vowel behind the first; Jafar, Hasan: and behind every second, or the last but one.
      var output = ""
      for (place, consonant) in run.enumerated() {
        let rest = run.count - place - 1
        output += consonant
        let opens = place == 0 || (run.count > 3 ? place % 2 == 0 && rest > 0 : isLast && rest == 1)
        if opens && (rest > 0 || isLast && run.count == 1) { output += "a" }
      }
      return output
    }
    guard run.count > 1 else { return run[0] }
    let vowel = before.utf8.count == 1 ? "a" : "i"  // Asad, but Asim
    let opensLate = before.utf8.count == 1 && run.count > 2  // Ahmad
    if before.hasSuffix("a") || isLast {
      return opensLate
        ? run.dropLast().joined() + vowel + run[run.count - 1] : run[0] + vowel + run.dropFirst().joined()
    }
    return run.joined()
  }

  private mutating func read(_ letter: Unicode.Scalar, next: Unicode.Scalar?) {
    let isFirst = sounds.isEmpty
    let isLast = next == nil
    let nextIsVowel = next.map { "اويىةآ".unicodeScalars.contains($0) } ?? false
    let followsVowel = sounds.last?.isVowel ?? false
    switch letter {
    case "ا", "أ", "ٱ":
      if isFirst && (next == "ي" || next == "و") && letter != "أ" {
        beganWithAlef = true  // ايران: the glide is the vowel
        return
      }
      if !followsVowel { sounds.append(.vowel("a")) }
    case "إ":
      beganWithAlef = true
      if next != "ي" { sounds.append(.vowel("i")) }
    case "آ": sounds.append(.vowel("a"))
    case "ى": if !followsVowel { sounds.append(.vowel("a")) }
    case "ة": if !followsVowel { sounds.append(.vowel("a")) }
    case "و": readGlide("w", "u", isFirst, followsVowel, nextIsVowel)
    case "ي": readGlide("y", "i", isFirst, followsVowel && !isLast, nextIsVowel)
    case "ئ": if !followsVowel || next != "ي" { sounds.append(.vowel("i")) }
    case "ؤ": if !followsVowel { sounds.append(.vowel("u")) }
    case "\u{64E}": mark("a", next)
    case "\u{64F}": mark("u", next)
    case "\u{650}": mark("i", next)
    case "\u{651}": if case .consonant(let letters)? = sounds.last { sounds.append(.consonant(letters)) }
    case "ع": if isFirst && !nextIsVowel { sounds.append(.vowel("a")) } else { sounds.append(.consonant("")) }
    case "ء": sounds.append(.consonant(""))
    default:
      if let letters = Syllables.consonants[letter] { sounds.append(.consonant(letters)) }
    }
  }

  /// A vowel mark; the long vowel after it is the same sound.
  private mutating func mark(_ vowel: String, _ next: Unicode.Scalar?) {
    if vowel == "a" && next == "ا" || vowel == "u" && next == "و" || vowel == "i" && next == "ي" { return }
    sounds.append(.vowel(vowel))
  }

  /// و and ي: consonants at the beginning, between vowels and before one; else vowels.
  private mutating func readGlide(
    _ consonant: String, _ vowel: String, _ isFirst: Bool, _ followsVowel: Bool, _ nextIsVowel: Bool
  ) {
    if isFirst && nextIsVowel && !beganWithAlef || followsVowel {
      sounds.append(.consonant(consonant))
    } else if nextIsVowel {
      if consonant == "y" { sounds.append(.vowel("i")) }
      sounds.append(.consonant(consonant))
    } else if isFirst && !beganWithAlef {
      sounds.append(.consonant(consonant))
    } else {
      sounds.append(.vowel(vowel))
    }
  }

  private static let consonants: [Unicode.Scalar: String] = [
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
    "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ڤ": "v", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n",
    "ھ": "h", "ہ": "h", "ک": "k",
  ]
}
