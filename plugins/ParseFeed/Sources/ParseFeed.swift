public import Workbench

public let plugin = Plugin("ParseFeed", [.parseFeed])
