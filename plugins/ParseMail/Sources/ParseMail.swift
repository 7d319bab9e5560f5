public import Workbench

public let plugin = Plugin("ParseMail", [.parseEmail, .parseMSG])
