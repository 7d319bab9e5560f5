public import Workbench

public let plugin = Plugin("ParseODT", [.parseODT])
