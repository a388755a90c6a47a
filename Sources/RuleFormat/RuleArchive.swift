/// The form in which rules are compiled into the binary: plain text, fields and records parted by ASCII separators,
/// so that reading it at start-up costs a scan for four bytes and no parser.
package enum RuleArchive {
    private static let recordSeparator: UInt8 = 0x1E
    private static let fieldSeparator: UInt8 = 0x1F
    private static let itemSeparator: UInt8 = 0x1D
    private static let partSeparator: UInt8 = 0x1C
    private static let fieldCount = 22

    package static func encode(_ rules: [RuleDefinition]) -> String {
        rules.map { rule in
            [
                rule.id, rule.name, rule.provider, rule.providerName, rule.kind, String(rule.revision),
                items(rule.anchors), items(rule.anchorsIgnoringCase), rule.pattern, items(rule.checks),
                String(rule.entropyFloor), String(rule.prior), String(rule.reach.lines), String(rule.reach.before),
                String(rule.reach.after), items(rule.examples), items(rule.nearMisses), rule.rotation, rule.guidanceURL,
                items(rule.companions.map { text(of: $0) }), rule.anchorLead.map(String.init) ?? "",
                rule.website,
            ].joined(separator: "\u{1F}")
        }.joined(separator: "\u{1E}")
    }

    /// Reads what `encode` wrote. Records of another shape are left out: they can only come from a broken build.
    package static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> [RuleDefinition] {
        records(in: bytes).compactMap { rule(in: UnsafeBufferPointer(rebasing: bytes[$0])) }
    }

    /// Where each rule stands.
    package static func records(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var records: [Range<Int>] = []
        var start = 0
        while start < bytes.count {
            let end = first(recordSeparator, in: bytes, from: start)
            records.append(start..<end)
            start = end + 1
        }
        return records
    }

    /// The id of the rule in a record.
    package static func id(in record: UnsafeBufferPointer<UInt8>) -> String {
        String(
            decoding: UnsafeBufferPointer(rebasing: record[..<first(fieldSeparator, in: record, from: 0)]),
            as: UTF8.self)
    }

    /// The rule in one record; nil if it has another shape.
    package static func rule(in record: UnsafeBufferPointer<UInt8>) -> RuleDefinition? {
        let fields = record.split(separator: fieldSeparator, omittingEmptySubsequences: false)
        guard fields.count == fieldCount else { return nil }
        func text(_ index: Int) -> String { String(decoding: fields[index], as: UTF8.self) }
        func list(_ index: Int) -> [String] {
            fields[index].split(separator: itemSeparator).map { String(decoding: $0, as: UTF8.self) }
        }
        var rule = RuleDefinition(
            id: text(0), name: text(1), provider: text(2), providerName: text(3), kind: text(4),
            revision: Int(text(5)) ?? 1, anchors: list(6), anchorsIgnoringCase: list(7), pattern: text(8),
            checks: list(9), entropyFloor: Double(text(10)) ?? 0, prior: Double(text(11)) ?? 0.5,
            reach: .init(lines: Int(text(12)) ?? 0, before: Int(text(13)) ?? 0, after: Int(text(14)) ?? 0),
            examples: list(15), nearMisses: list(16), rotation: text(17), guidanceURL: text(18),
            companions: fields[19].split(separator: itemSeparator).compactMap { companion(in: $0) }, website: text(21))
        rule.anchorLead = Int(text(20))
        return rule
    }

    /// - Returns: the end if the byte is not there.
    private static func first(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = bytes.baseAddress, let found = memchr(base + start, Int32(byte), bytes.count - start) else {
            return bytes.count
        }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
    }

    private static func text(of companion: CompanionDefinition) -> String {
        let (kind, search) =
            switch companion.search {
            case .rule(let id): ("rule", id)
            case .pattern(let pattern): ("pattern", pattern)
            }
        return [companion.role, kind, search, String(companion.within)].joined(separator: "\u{1C}")
    }

    private static func companion(in item: Slice<UnsafeBufferPointer<UInt8>>) -> CompanionDefinition? {
        let parts = item.split(separator: partSeparator).map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 4, let within = Int(parts[3]) else { return nil }
        return CompanionDefinition(
            role: parts[0], search: parts[1] == "rule" ? .rule(parts[2]) : .pattern(parts[2]), within: within)
    }

    private static func items(_ texts: [String]) -> String { texts.joined(separator: "\u{1D}") }
}

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif
