public import Workbench

public let plugin = Plugin("Dictionary", [.gloss])
