public import Workbench

public let plugin = Plugin("ParseRecords", [.parseCSV, .parseJSON])
