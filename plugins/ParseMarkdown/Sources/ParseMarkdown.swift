public import Workbench

public let plugin = Plugin("ParseMarkdown", [.parseMarkdown])
