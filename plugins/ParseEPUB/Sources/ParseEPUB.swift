public import Workbench

public let plugin = Plugin("ParseEPUB", [.parseEPUB])
