public import Workbench

public let plugin = Plugin("ParseDOCX", [.parseDOCX])
