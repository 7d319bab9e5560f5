public import Workbench

public let plugin = Plugin("Memory", [.leverage])
