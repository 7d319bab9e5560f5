public import Workbench

public let plugin = Plugin("Briefing", [.briefingReport])
