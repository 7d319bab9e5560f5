public import Workbench

public let plugin = Plugin("ParseText", [.parseText])
