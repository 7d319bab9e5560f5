public import Workbench

/// Who and what a document speaks of.
public let plugin = Plugin("Entities", [.entityGazetteer])
