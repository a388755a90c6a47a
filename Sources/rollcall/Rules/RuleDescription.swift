import Detection
import Foundation
import Reports
import RuleFormat

/// A rule told to a person: what it looks for, how it makes sure, what to do about what it finds.
struct RuleDescription {
    private let rule: Rule

    init(_ rule: Rule) { self.rule = rule }

    private var definition: RuleDefinition { rule.definition }

    var lines: [String] {
        let head = [
            "\(definition.id): \(definition.name)",
            "  \(definition.providerName) · \(definition.kind) · revision \(definition.revision)", "",
        ]
        let rows = looks + certainty + examples + guidance
        // Of several lines each stands below the first.
        return head
            + rows.flatMap { name, text in
                text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { number, line in
                    "  \((number == 0 ? name : "").padded(to: 9))  \(line)"
                }
            }
    }

    private var looks: [(String, String)] {
        guard !rule.isGeneric else {
            return [
                (
                    "finds by",
                    "no pattern: the key's name, the value's form and where it stands are weighed (`rollcall explain`)"
                )
            ]
        }
        let anchors = definition.anchorLiterals.map { literal in
            (literal.isLineStart ? "\(literal.text.dropFirst()) (at a line's beginning)" : literal.text)
                + (literal.ignoresCase ? " (any case)" : "")
        }
        var rows = [
            (
                "anchors",
                anchors.isEmpty
                    ? "none: it is tried on every line"
                    : "looked for where one of these stands: " + anchors.joined(separator: ", ")
            ),
            ("pattern", definition.pattern),
        ]
        let reach = definition.reach
        if reach.lines > 0 {
            rows.append(
                (
                    "reach",
                    "\(Quantity.counted(reach.lines, "line")) behind the anchor's own, \(reach.before) bytes before and \(reach.after) behind it"
                ))
        }
        return rows
    }

    private var certainty: [(String, String)] {
        var rows = definition.checks.map { ("check", Self.words(ofCheck: $0)) }
        if definition.entropyFloor > 0 {
            rows.append(("entropy", "less than \(definition.entropyFloor) bits a character speak against it"))
        }
        rows.append(
            (
                "prior",
                "\(Int((definition.prior * 100).rounded())) of 100 matches are expected to be real, before any evidence"
            ))
        return rows
    }

    private var examples: [(String, String)] {
        definition.examples.map { ("finds", $0) } + definition.nearMisses.map { ("leaves", $0) }
    }

    private var guidance: [(String, String)] {
        let website = definition.website == definition.guidanceURL ? "" : definition.website
        return [("rotate", definition.rotation), ("see", definition.guidanceURL), ("website", website)]
            .filter { !$0.1.isEmpty }
    }

    /// What a check asks for. New checks show their name until they have words here.
    private static func words(ofCheck name: String) -> String {
        let known = [
            "github-crc32": "the last six characters are the CRC32 of the rest, in base62",
            "npm-crc32": "the last six characters are the CRC32 of the rest, in base62",
            "gitlab-routable": "the routing part and its CRC32 fit",
            "grafana-crc32": "the last eight characters are the CRC32 of the rest, in hexadecimal",
            "aws-access-key-id": "the account number inside decodes", "jwt": "header and claims decode to JSON",
            "pem-private-key": "the block is whole and holds ASN.1", "pem-block": "the block is whole",
            "age-bech32": "its Bech32 checksum is right", "nats-seed": "its CRC-16 is right",
            "pypi-macaroon": "it is the base64 of a macaroon",
            "base64": "it is base64", "base64-json": "it is base64 of JSON", "luhn": "its Luhn digit is right",
            "google-service-account": "the JSON key file is whole", "not-placeholder": "it is no placeholder",
            "mixed-classes": "it mixes letters of both cases or digits", "has-digit": "it has a digit",
            "not-hex-word": "it has a digit", "uuid": "it is a UUID",
        ]
        return known[name].map { "\($0) (\(name))" } ?? name
    }
}
