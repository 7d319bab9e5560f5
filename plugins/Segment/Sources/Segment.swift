public import Workbench

public let plugin = Plugin("Segment", [.textSegment])
