public import Workbench

/// Summaries made of a document's own sentences.
public let plugin = Plugin("Summarize", [.summarizeExtract])
