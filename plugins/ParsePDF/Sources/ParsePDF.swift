public import Workbench

public let plugin = Plugin("ParsePDF", [.parsePDF])
