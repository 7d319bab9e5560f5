public import Workbench

public let plugin = Plugin("ExportMarkdown", [.exportMarkdown])
