private import Model

/// A glob of `PathFilter` as a PCRE2 pattern, for allowlists.
package enum GlobExpression {
    /// Searched for in a path, it finds what `PathFilter` takes for the glob: the path itself or a folder above it.
    package static func pattern(of glob: String) -> String {
        var rest = Array(PathFilter.plain(glob).unicodeScalars)[...]
        if rest.last == "/" { rest = rest.dropLast() }
        let isAnchored = rest.contains("/")
        if rest.first == "/" { rest = rest.dropFirst() }
        var pattern = isAnchored ? "^" : "(?:^|/)"
        var beginsName = true
        while let scalar = rest.popFirst() {
            switch scalar {
            case "*" where rest.first == "*":
                rest = rest.dropFirst()
                if beginsName, rest.first == "/" {
                    rest = rest.dropFirst()
                    pattern += "(?:[^/]+/)*"
                    continue
                }
                pattern += "(?s:.*)"
            case "*": pattern += "[^/]*"
            case "?": pattern += "[^/]"
            default:
                if scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar), scalar != "/",
                    scalar != "_"
                {
                    pattern += "\\"
                }
                pattern.unicodeScalars.append(scalar)
            }
            beginsName = scalar == "/"
        }
        return pattern + "(?:/|$)"
    }
}
