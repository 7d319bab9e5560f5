public struct Plugin: Sendable { public init() {} }
