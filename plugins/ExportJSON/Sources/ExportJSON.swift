public import Workbench

public let plugin = Plugin("ExportJSON", [])
