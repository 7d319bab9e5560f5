public import Workbench

public let plugin = Plugin("ExportHTML", [.exportHTML])
