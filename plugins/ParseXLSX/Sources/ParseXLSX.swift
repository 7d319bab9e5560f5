public import Workbench

public let plugin = Plugin("ParseXLSX", [.parseXLSX])
