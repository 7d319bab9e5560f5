public import Workbench

public let plugin = Plugin("ParseHTML", [.parseHTML])
