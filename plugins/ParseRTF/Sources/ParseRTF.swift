public import Workbench

public let plugin = Plugin("ParseRTF", [.parseRTF])
