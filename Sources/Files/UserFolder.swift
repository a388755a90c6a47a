/// Our folders among the user's own, as the XDG Base Directory Specification places them.
package enum UserFolder {
    /// For what is kept; nil where neither XDG_DATA_HOME nor HOME is set.
    package static func data(_ environment: [String: String]) -> String? {
        folder("XDG_DATA_HOME", below: ".local/share", environment)
    }

    /// For what people set; nil where neither XDG_CONFIG_HOME nor HOME is set.
    package static func configuration(_ environment: [String: String]) -> String? {
        folder("XDG_CONFIG_HOME", below: ".config", environment)
    }

    private static func folder(_ variable: String, below place: String, _ environment: [String: String]) -> String? {
        // Relative paths are to be passed over.
        let named = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let usual = environment["HOME"].flatMap { $0.isEmpty ? nil : "\($0)/\(place)" }
        return (named ?? usual).map { $0 + "/rollcall" }
    }
}
