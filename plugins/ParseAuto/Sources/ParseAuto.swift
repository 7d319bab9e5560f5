public import Workbench

public let plugin = Plugin("ParseAuto", [.parseAuto])
