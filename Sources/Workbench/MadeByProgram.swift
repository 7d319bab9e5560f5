/// Properties of files that no person gave them.
public enum MadeByProgram {
  /// Whether a title is what a program calls a file that nobody named: `Microsoft Word - Document1`, `Untitled`, the file's name.
  public static func isTitle(_ title: String) -> Bool {
    let small = title.lowercased()
    guard small.unicodeScalars.contains(where: \.properties.isAlphabetic) else { return true }
    if titles.contains(where: { small.hasPrefix($0) }) || extensions.contains(where: { small.hasSuffix($0) }) {
      return true
    }
    // "Document1", "Dokument 2", "مستند1", "Документ1"
    let word = String(small.filter { !$0.isNumber && !$0.isWhitespace })
    return names.contains(word) && small.contains(where: \.isNumber) || ["untitled", "title", "titre"].contains(word)
  }

  /// Whether an author is an account or a program, not a person: `user`, `Admin`, `Microsoft Office User`.
  public static func isAuthor(_ author: String) -> Bool {
    let small = author.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let word = String(small.filter { !$0.isNumber && !"-_ .".contains($0) })
    return authors.contains(word) || !small.unicodeScalars.contains(where: \.properties.isAlphabetic)
  }

  private static let titles = [
    "microsoft word", "microsoft powerpoint", "microsoft excel", "powerpoint presentation", "powerpoint-", "untitled",
    "file:", "http:", "https:", "عرض تقديمي في powerpoint", "презентация powerpoint", "ارائه powerpoint",
    "slide 1", "no slide title",
  ]
  private static let extensions = [
    ".doc", ".docx", ".pdf", ".indd", ".qxd", ".odt", ".rtf", ".txt", ".html", ".htm", ".dvi", ".tex", ".xls", ".xlsx",
    ".ppt", ".pptx", ".pmd", ".cdr", ".dot", ".dotx",
  ]
  private static let names: Set<String> = [
    "document", "dokument", "doc", "documento", "presentation", "book", "مستند", "المستند", "سند", "دستاویز",
    "документ",
    "belge", "文档", "文書",
  ]
  private static let authors: Set<String> = [
    "user", "users", "admin", "administrator", "owner", "author", "unknown", "anonymous", "guest", "pc", "hp", "dell",
    "lenovo", "asus", "acer", "samsung", "toshiba", "home", "office", "computer", "windowsuser", "microsoftofficeuser",
    "microsoft", "microsoftaccount", "pythondocx", "apachepoi", "openpyxl", "phpword", "unknowncreator",
    "root", "test", "default", "libreoffice", "openofficeorg", "مستخدم", "المستخدم", "مدير", "المدير", "المسؤول",
    "пользователь", "админ", "администратор", "пользовательwindows", "کاربر", "مدیر", "صارف", "用户",
    "utilisateur", "usuario", "benutzer", "kullanıcı",
  ]
}
