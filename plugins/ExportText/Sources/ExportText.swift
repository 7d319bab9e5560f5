public import Workbench

public let plugin = Plugin("ExportText", [.exportText])
