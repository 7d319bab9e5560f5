public import Workbench

public let plugin = Plugin("ParseBilingual", [.parseXLIFF, .parseTMX, .parsePO])
