public import Workbench
public let all: [Plugin] = allPlugins
