internal import Identities

/// JSON as the roll keeps it in a column: nil where there would be nothing in it.
enum JSONText {
    static func array(_ strings: [String]) -> String? {
        strings.isEmpty ? nil : "[" + strings.map(quoted).joined(separator: ",") + "]"
    }

    static func object(_ facts: PublicFacts) -> String? {
        facts.isEmpty
            ? nil : "{" + facts.sorted.map { quoted($0.name) + ":" + quoted($0.value) }.joined(separator: ",") + "}"
    }

    static func quoted(_ text: String) -> String {
        // Most texts need no escape.
        if !text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            return "\"" + text + "\""
        }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case _ where scalar.value < 0x20:
                quoted += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
