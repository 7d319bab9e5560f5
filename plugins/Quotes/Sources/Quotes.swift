public import Workbench

/// Who said what.
public let plugin = Plugin("Quotes", [.quoteAttribute])
