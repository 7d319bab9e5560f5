public import Workbench

public let plugin = Plugin("ParseArchive", [.parseArchive])
