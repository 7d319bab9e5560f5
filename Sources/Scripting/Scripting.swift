import CLua

public func probe() -> Int32 { dragoman_lua_probe() }
