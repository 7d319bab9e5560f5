public import Workbench

public let plugin = Plugin("ParsePPTX", [.parsePPTX])
