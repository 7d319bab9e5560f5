public import Workbench

public let plugin = Plugin("Glossary", [.glossary])
